package dev.sebring.embedded;

import dev.sebring.server.SebringServer;
import java.io.IOException;

/** Starts the server of a state directory in this process. */
@FunctionalInterface
interface ServerStart {
  /**
   * @throws dev.sebring.server.state.AlreadyRunningException if another process runs it
   * @throws dev.sebring.client.DaytonaException if this host cannot; the message says what to do
   * @throws IOException if the state directory cannot be used
   */
  SebringServer start() throws IOException;
}
