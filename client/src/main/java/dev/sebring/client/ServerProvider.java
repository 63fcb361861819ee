package dev.sebring.client;

/**
 * Gives a client a server where neither a key nor an address is configured: the one in this
 * process, or the one of another process of this machine that holds the same state directory. Found
 * by {@link java.util.ServiceLoader}; {@code sebring-embedded} has the only implementation.
 * Implementations have a public constructor without arguments that does nothing costly, and are
 * thread-safe.
 */
public interface ServerProvider {

  /**
   * Joins the running server, or starts one; returns when it answers. Each client opens its own
   * connection; all connections of a process share one server.
   *
   * @throws DaytonaException if there is none and none can be started; the message says what to do
   */
  ServerConnection open();
}
