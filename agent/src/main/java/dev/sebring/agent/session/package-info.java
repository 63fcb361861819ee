/**
 * What an agent remembers of a session: its conversation and what its tools want kept. A process
 * that opens the same store with the same session id goes on where another left off.
 */
@NullMarked
package dev.sebring.agent.session;

import org.jspecify.annotations.NullMarked;
