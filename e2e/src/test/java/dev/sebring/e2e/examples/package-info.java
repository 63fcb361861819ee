/** The examples as a user runs them: the server inside their JVM, real sandboxes, nothing left. */
@NullMarked
package dev.sebring.e2e.examples;

import org.jspecify.annotations.NullMarked;
