/** {@code sebring serve}: the server as a program of its own. */
@NullMarked
package dev.sebring.cli.serve;

import org.jspecify.annotations.NullMarked;
