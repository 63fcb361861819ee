package dev.sebring.embedded;

import dev.sebring.client.Endpoint;

/** A server that runs in this process. Thread-safe. */
interface LocalServer extends AutoCloseable {

  Endpoint endpoint();

  /** Stops serving. Sandboxes run on. */
  @Override
  void close();

  /** Starts a server. */
  @FunctionalInterface
  interface Starter {
    /**
     * Starts the server of a state directory whose lock this process has.
     *
     * @throws dev.sebring.client.DaytonaException if this host cannot; the message says what to do
     */
    LocalServer start(StateDirectory state);
  }
}
