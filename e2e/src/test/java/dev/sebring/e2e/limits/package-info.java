/** Sandboxes that want too much, and who feels it. */
@NullMarked
package dev.sebring.e2e.limits;

import org.jspecify.annotations.NullMarked;
