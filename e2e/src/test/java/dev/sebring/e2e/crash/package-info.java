/**
 * A server that is killed: at random moments of its work, again and again, with every sandbox
 * compared with what its user was told before.
 */
@NullMarked
package dev.sebring.e2e.crash;

import org.jspecify.annotations.NullMarked;
