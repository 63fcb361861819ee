package dev.sebring.client;

/**
 * A client's hold on the server that a {@link ServerProvider} gave it. The server lives at least
 * until the last connection of its process is closed. Implementations are thread-safe.
 */
public interface ServerConnection extends AutoCloseable {

  /** Where the server is now. Cheap: no input or output. */
  Endpoint endpoint();

  /**
   * Called when a request could not connect to {@code unreachable}: the process that held the
   * server may have ended. Finds the server that took its place, or takes it; returns when that
   * answers. Calls from several threads with one endpoint lead to one take-over.
   *
   * @return where the server is now; equal to {@code unreachable} if it answers after all
   * @throws DaytonaException if no server can be had; the message says what to do
   */
  Endpoint reopen(Endpoint unreachable);

  /**
   * Says what becomes of a sandbox when this process ends; the last word on a sandbox counts. Of no
   * other sandbox anything becomes.
   */
  void atExit(String sandboxId, AtExit fate);

  /**
   * Gives up this client's hold. What {@link #atExit} asked for still happens when the process
   * ends. Closing twice does nothing.
   */
  @Override
  void close();

  /** What becomes of a sandbox when the process ends. */
  enum AtExit {
    /** Left as it is; also takes back an earlier word. */
    KEEP,
    /** Stopped; its files are kept. */
    STOP,
    /** Deleted. */
    DELETE
  }
}
