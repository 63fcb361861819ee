/**
 * The domain: what a sandbox is, the states it goes through, and {@link
 * dev.sebring.sandbox.Backend}, what a place to run sandboxes must provide. The Java side of the
 * guest protocol is in {@code guest}.
 */
@NullMarked
package dev.sebring.sandbox;

import org.jspecify.annotations.NullMarked;
