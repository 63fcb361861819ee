package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Hello;
import dev.sebring.sandbox.guest.frame.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(Guest.class);
  private static final int SIGKILL = 9;
  private static final int MOST_PROCESSES = 100_000;
  private static final long MOST_PROCESS_BYTES = 32 << 20;
  private static final int MOST_PORTS = 65_535;

  private final Connection connection;
  private final Calls calls;

  private Guest(Connection connection, Duration timeout) {
    this.connection = connection;
    this.calls = new Calls(connection, timeout);
  }

  /**
   * Greets the guest at the other end of {@code stream}, which from now on belongs to the result,
   * also when this fails.
   *
   * @param timeout for the greeting, and the longest that a later call without a timeout of its own
   *     waits; more than 0
   */
  public static Guest connect(ByteStream stream, Duration timeout) {
    return new Guest(Connection.open(stream, Deadline.after(timeout)), timeout);
  }

  /** How the guest introduced itself. */
  public GuestHello hello() {
    Hello hello = connection.hello();
    return new GuestHello(new BootId(hello.bootId()), hello.guestVersion(), hello.architecture());
  }

  /** Whether the connection has ended, which is seen when the guest or its sandbox ends. */
  public boolean isLost() {
    return connection.isLost();
  }

  /** Asks for a sign of life. Returns how long the guest has been up. */
  public Duration ping(Duration timeout) {
    Calls limited = new Calls(connection, timeout);
    return limited.ask(
        Operation.PING, new FieldWriter(), ProcessDecoders::uptime, "ping the guest");
  }

  /** What the sandbox uses now. */
  public GuestStats stats() {
    return calls.ask(
        Operation.STATS, new FieldWriter(), ProcessDecoders::stats, "ask what the sandbox uses");
  }

  /**
   * Starts a process. Returns when it runs, its inputs sent. A process that starts after this call
   * has given up is killed.
   *
   * @throws GuestException if it cannot be started; the step is {@code cwd}, {@code user}, {@code
   *     program}, {@code request} or {@code limit}
   */
  public GuestProcess spawn(SpawnRequest request) {
    return new Spawn(calls, request, this::killLate).start();
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
    return GuestProcess.attach(calls, id, offset, follow);
  }

  /**
   * Waits for a program's end, whoever reads its output.
   *
   * @throws GuestException with {@code ESRCH} if there is no such process; one that was not kept is
   *     forgotten when it has ended
   */
  public ExitStatus waitFor(ProcessId id, Duration timeout) {
    Calls limited = new Calls(connection, timeout);
    return limited.ask(Operation.WAIT, fields(id), ProcessDecoders::exit, "wait for process " + id);
  }

  /** Every process that the guest knows: the running, and the ended that are kept or still read. */
  public List<ProcessRecord> processes() {
    List<ProcessRecord> records = new ArrayList<>();
    calls.records(
        ChannelKind.records(Operation.PROCESSES, RecordsEnd::whole),
        new FieldWriter(),
        new RecordReader<>(ProcessDecoders::record, MOST_PROCESSES, MOST_PROCESS_BYTES),
        records::add,
        "list processes");
    return List.copyOf(records);
  }

  /**
   * Sends a signal.
   *
   * @param signal the Linux number, 1 to 64
   * @throws GuestException with {@code ESRCH} if nothing is left to signal
   */
  public void signal(ProcessId id, int signal, SignalScope scope) {
    if (signal < 1 || signal > 64) {
      throw new IllegalArgumentException("a signal is 1 to 64: " + signal);
    }
    FieldWriter fields = fields(id).u32(signal).u8(scope.code());
    calls.tell(Operation.SIGNAL, fields, "send signal " + signal + " to process " + id);
  }

  /**
   * Sends a signal, unless nothing is left to signal.
   *
   * @param signal the Linux number, 1 to 64
   */
  public void signalIfThere(ProcessId id, int signal, SignalScope scope) {
    ifThere(() -> signal(id, signal, scope));
  }

  /** Changes the size of a process's terminal. */
  public void resize(ProcessId id, TerminalSize size) {
    FieldWriter fields = fields(id).u16(size.rows()).u16(size.columns());
    calls.tell(Operation.RESIZE, fields, "resize the terminal of process " + id);
  }

  /**
   * The limits of the sandbox that were reached while a program ran, until its end or until now. By
   * whichever of the sandbox's processes: the kernel does not tell.
   *
   * @throws GuestException with {@code ESRCH} if there is no such process, {@code EINVAL} from a
   *     guest that was started before there was this question
   */
  public Set<ReachedLimit> limitsReached(ProcessId id) {
    return calls.ask(
        Operation.LIMITS,
        fields(id),
        ProcessDecoders::limits,
        "ask for the limits that process " + id + " reached");
  }

  /** Lets the guest forget a kept process and its log once it has ended. */
  public void release(ProcessId id) {
    calls.tell(Operation.RELEASE, fields(id), "release process " + id);
  }

  /** Lets the guest forget a process, unless it has. */
  public void releaseIfThere(ProcessId id) {
    ifThere(() -> release(id));
  }

  private static void ifThere(Runnable call) {
    try {
      call.run();
    } catch (GuestException e) {
      if (e.errno() != Errno.ESRCH) {
        throw e;
      }
    }
  }

  /**
   * Changes the environment of every process that is started from now on, for as long as the
   * sandbox runs: first the variables go whose value begins with {@code valuePrefix} (empty: none),
   * then those of {@code unset}, then those of {@code set} come.
   *
   * @throws GuestException with {@code EINVAL} if a name is empty or has a {@code =}
   */
  public void changeEnvironment(
      Map<String, String> set, Collection<String> unset, String valuePrefix) {
    FieldWriter fields = new FieldWriter().u32(unset.size() + (long) set.size());
    unset.forEach(fields::text);
    set.forEach((name, value) -> fields.text(name + "=" + value));
    calls.tell(Operation.ENV, fields.text(valuePrefix), "change the environment");
  }

  /**
   * From now on the guest, and the sandbox with it, ends when no host has been connected for so
   * long.
   *
   * @param time rounded up to whole seconds; zero: never, as at first
   */
  public void lease(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a lease cannot be negative: " + time);
    }
    long seconds = time.plusNanos(999_999_999).getSeconds();
    calls.tell(Operation.LEASE, new FieldWriter().u64(seconds), "set the lease to " + time);
  }

  /** A user of the sandbox, by name or decimal id. */
  public GuestUser user(String name) {
    return calls.ask(
        Operation.USER, new FieldWriter().text(name), FileDecoders::user, "look up user " + name);
  }

  /**
   * The sandbox's files as one of its users sees them.
   *
   * @param user a name of its {@code /etc/passwd}, or a decimal {@code uid} or {@code uid:gid};
   *     empty: root
   */
  public GuestFiles files(String user) {
    return new GuestFiles(calls, user);
  }

  /**
   * A connection to a TCP port on the sandbox's loopback. Closing its output ends that half only.
   *
   * @param port 1 to 65,535
   * @throws GuestException with {@code ECONNREFUSED} if nothing listens there
   */
  public ByteStream connect(int port) {
    return PortStream.open(calls, port);
  }

  /** TCP ports on which something in the sandbox listens, ascending. */
  public List<Integer> ports() {
    List<Integer> ports = new ArrayList<>();
    calls.records(
        ChannelKind.records(Operation.PORTS, RecordsEnd::whole),
        new FieldWriter(),
        new RecordReader<>(FieldReader::u16, MOST_PORTS, 2L * MOST_PORTS),
        ports::add,
        "list ports");
    return List.copyOf(ports);
  }

  /**
   * Ends the connection and with it all calls on it. Processes run on. Does nothing the second
   * time.
   */
  @Override
  public void close() {
    connection.fail(new GuestLostException("this side has closed the connection", null));
  }

  /** Ends a process that nobody asked for any more when it started. */
  private void killLate(ProcessId id, boolean kept) {
    Thread.ofVirtual()
        .name("guest-late-start")
        .start(() -> {
          try {
            signal(id, SIGKILL, SignalScope.TREE);
            if (kept) {
              release(id);
            }
          } catch (GuestFailure e) {
            LOG.warn("Could not kill process {}, which started too late: {}", id, e.getMessage());
          }
        });
  }

  private static FieldWriter fields(ProcessId id) {
    return new FieldWriter().u64(id.value());
  }
}
