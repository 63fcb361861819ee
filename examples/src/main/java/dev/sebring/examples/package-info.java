/** Programs to copy: each is complete and is compiled and run by the build. */
@NullMarked
package dev.sebring.examples;

import org.jspecify.annotations.NullMarked;
