/** {@code sebring agent}: a coding agent in the terminal. */
@NullMarked
package dev.sebring.cli.agent;

import org.jspecify.annotations.NullMarked;
