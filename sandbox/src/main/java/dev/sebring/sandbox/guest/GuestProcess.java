package dev.sebring.sandbox.guest;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A process in a sandbox, with a reader of its output. The guest holds 256 KiB of output on its way
 * here; what is not taken stays in the process's log there and holds up nothing. Closing detaches:
 * the process runs on.
 *
 * <p>Thread-safe; one thread at a time takes output and one at a time writes standard input, which
 * may be two.
 */
public final class GuestProcess implements AutoCloseable {
  private GuestProcess() {}

  public ProcessId id() {
    throw new UnsupportedOperationException();
  }

  /**
   * Feeds standard input. A write blocks while the process does not read, at most as long as the
   * connection's timeout at a time; closing sends the end (on a terminal, the end-of-file
   * character). What a process cannot take because it has closed its input or ended is dropped, as
   * a shell would.
   */
  public OutputStream stdin() {
    throw new UnsupportedOperationException();
  }

  /**
   * The next piece of output, in order, as soon as there is one.
   *
   * @return empty when the program has ended and all is taken (or, without {@code follow}, when all
   *     that there was is taken)
   * @throws GuestTimeoutException if there was none in time; nothing is lost, and asking again goes
   *     on
   */
  public Optional<ProcessOutput> next(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /**
   * Where in the log the next piece begins: pass it to {@link Guest#attach} to go on elsewhere.
   * Extra descriptors do not count.
   */
  public long offset() {
    throw new UnsupportedOperationException();
  }

  /**
   * Waits for the end, dropping output that was not taken: take it first.
   *
   * @return {@link ExitStatus.Running} only when attached without {@code follow}
   * @throws GuestTimeoutException if it runs longer; asking again goes on
   */
  public ExitStatus waitFor(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** Detaches. Does nothing the second time, or after the end. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
