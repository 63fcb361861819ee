/** A server with real sandboxes, and what goes on in it. */
@NullMarked
package dev.sebring.bench.stage;

import org.jspecify.annotations.NullMarked;
