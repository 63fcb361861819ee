/** Commands on sandboxes: {@code sebring sandbox ...} and {@code sebring run}. */
@NullMarked
package dev.sebring.cli.sandbox;

import org.jspecify.annotations.NullMarked;
