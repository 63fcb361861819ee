/**
 * A backend for tests that runs the real guest as a plain process without isolation, and the
 * contract test that every backend passes.
 */
@NullMarked
package dev.sebring.testkit.backend;

import org.jspecify.annotations.NullMarked;
