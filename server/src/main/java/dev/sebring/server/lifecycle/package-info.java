/**
 * What happens to sandboxes: they are created, started, stopped and deleted, by request, by their
 * own timers, and when a server finds the sandboxes of the one before it.
 *
 * <p>One transition at a time for each sandbox: a {@link dev.sebring.server.lifecycle.LiveSandbox}
 * has a lock for it. Deleting alone may be asked at any time: it marks the sandbox first, which
 * makes a running transition give up at its next step, and then waits for the lock. A state is in
 * the store before anybody is told of it.
 */
@NullMarked
package dev.sebring.server.lifecycle;

import org.jspecify.annotations.NullMarked;
