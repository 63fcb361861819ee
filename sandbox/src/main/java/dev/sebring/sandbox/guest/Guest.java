package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteStream;
import java.time.Duration;
import java.util.List;

/**
 * One connection to a sandbox's guest: starts processes, and through {@link #files} and {@link
 * #connect(int)} reaches files and ports.
 *
 * <p>Every call blocks until the guest has answered and throws a {@link GuestFailure}. A call that
 * takes no timeout waits at most as long as {@link #connect(ByteStream, Duration)} was told. Giving
 * up, by timeout or interrupt, ends that call only. When the connection is lost, all calls on it
 * fail at once.
 *
 * <p>What the guest sends is kept in bounded memory: at most 256 KiB for each process, file or port
 * that is open, however slowly it is read, and a slow one never holds up another. At most 1,024
 * calls, open streams and processes together.
 *
 * <p>Thread-safe; made for virtual threads.
 */
public final class Guest implements AutoCloseable {
  private Guest() {}

  /**
   * Greets the guest at the other end of {@code stream}, which from now on belongs to the result,
   * also when this fails.
   *
   * @param timeout for the greeting, and the longest that a later call without a timeout of its own
   *     waits; more than 0
   */
  public static Guest connect(ByteStream stream, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** How the guest introduced itself. */
  public GuestHello hello() {
    throw new UnsupportedOperationException();
  }

  /** Asks for a sign of life. Returns how long the guest has been up. */
  public Duration ping(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** What the sandbox uses now. */
  public GuestStats stats() {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts a process. Returns when it runs, its inputs sent. A process that starts after this call
   * has given up is killed.
   *
   * @throws GuestException if it cannot be started; the step is {@code cwd}, {@code user}, {@code
   *     program}, {@code request} or {@code limit}
   */
  public GuestProcess spawn(SpawnRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads the output of a process from a place in its log, on this connection or after another was
   * lost.
   *
   * @param offset in bytes; what the log no longer has is a {@link ProcessOutput.Gap}
   * @param follow go on until the program ends; otherwise end with what is there now
   * @throws GuestException with {@code ESRCH} if there is no such process, {@code EINVAL} if the
   *     log ends before the offset
   */
  public GuestProcess attach(ProcessId id, long offset, boolean follow) {
    throw new UnsupportedOperationException();
  }

  /**
   * Waits for a program's end, whoever reads its output.
   *
   * @throws GuestException with {@code ESRCH} if there is no such process; one that was not kept is
   *     forgotten when it has ended
   */
  public ExitStatus waitFor(ProcessId id, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** Every process that the guest knows: the running, and the ended that are kept or still read. */
  public List<ProcessRecord> processes() {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends a signal.
   *
   * @param signal the Linux number, 1 to 64
   * @throws GuestException with {@code ESRCH} if nothing is left to signal
   */
  public void signal(ProcessId id, int signal, SignalScope scope) {
    throw new UnsupportedOperationException();
  }

  /** Changes the size of a process's terminal. */
  public void resize(ProcessId id, TerminalSize size) {
    throw new UnsupportedOperationException();
  }

  /** Lets the guest forget a kept process and its log once it has ended. */
  public void release(ProcessId id) {
    throw new UnsupportedOperationException();
  }

  /**
   * From now on the guest, and the sandbox with it, ends when no host has been connected for so
   * long.
   *
   * @param time rounded up to whole seconds; zero: never, as at first
   */
  public void lease(Duration time) {
    throw new UnsupportedOperationException();
  }

  /** A user of the sandbox, by name or decimal id. */
  public GuestUser user(String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * The sandbox's files as one of its users sees them.
   *
   * @param user a name of its {@code /etc/passwd}, or a decimal {@code uid} or {@code uid:gid};
   *     empty: root
   */
  public GuestFiles files(String user) {
    throw new UnsupportedOperationException();
  }

  /**
   * A connection to a TCP port on the sandbox's loopback. Closing its output ends that half only.
   *
   * @param port 1 to 65,535
   * @throws GuestException with {@code ECONNREFUSED} if nothing listens there
   */
  public ByteStream connect(int port) {
    throw new UnsupportedOperationException();
  }

  /** TCP ports on which something in the sandbox listens, ascending. */
  public List<Integer> ports() {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the connection and with it all calls on it. Processes run on. Does nothing the second
   * time.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
