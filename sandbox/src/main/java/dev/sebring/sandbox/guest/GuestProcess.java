package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Operation;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process in a sandbox, with a reader of its output. At most 256 KiB of output wait here; what is
 * not taken stays in the process's log in the sandbox and holds up nothing. Closing detaches: the
 * process runs on.
 *
 * <p>Thread-safe; one thread at a time takes output and one at a time writes standard input, which
 * may be two.
 */
public final class GuestProcess implements AutoCloseable {
  static final long OUTPUT_STREAMS = 1 << 1 | 1 << 2;

  private static final int NO_STREAM = 0;

  private final Channel<?, ExitStatus> channel;
  private final ProcessId id;
  private final OutputStream stdin;
  private final AtomicLong offset;

  GuestProcess(
      Calls calls, Channel<?, ExitStatus> channel, ProcessId id, long offset, boolean hasStdin) {
    this.channel = channel;
    this.id = id;
    this.offset = new AtomicLong(offset);
    this.stdin = hasStdin ? new ChannelOutput(calls, channel) : OutputStream.nullOutputStream();
  }

  static GuestProcess attach(Calls calls, ProcessId id, long offset, boolean follow) {
    if (offset < 0 || offset > ReceiveQueue.MOST_BYTES) {
      throw new IllegalArgumentException("not an offset in a log: " + offset);
    }
    ChannelKind<Long, ExitStatus> kind =
        new ChannelKind<>(
            Operation.ATTACH,
            ProcessDecoders::logOffset,
            ProcessDecoders::exit,
            OUTPUT_STREAMS,
            true);
    FieldWriter fields = new FieldWriter().u64(id.value()).u64(offset).u8(follow ? 1 : 0);
    String tried = "attach to process " + id + " at byte " + offset;
    return new GuestProcess(calls, calls.begin(kind, fields, tried), id, offset, true);
  }

  public ProcessId id() {
    return id;
  }

  /**
   * Feeds standard input. A write blocks while the process does not read, at most as long as the
   * connection's timeout at a time; closing sends the end (on a terminal, the end-of-file
   * character). What a process cannot take, because it was started without standard input, has
   * closed it or has ended, is dropped.
   */
  public OutputStream stdin() {
    return stdin;
  }

  /**
   * The next piece of output, in order, as soon as there is one.
   *
   * @return empty when the program has ended and all is taken (or, without {@code follow}, when all
   *     that there was is taken)
   * @throws GuestTimeoutException if there was none in time; nothing is lost, and asking again goes
   *     on
   * @throws IllegalStateException if this was closed
   */
  public Optional<ProcessOutput> next(Duration timeout) {
    Piece piece = channel.next(NO_STREAM, Deadline.after(timeout));
    if (piece == null) {
      return Optional.empty();
    }
    if (piece.stream() <= Descriptor.STDERR.number()) {
      offset.addAndGet(piece.bytes().length + piece.missing());
    }
    Descriptor descriptor = new Descriptor(piece.stream());
    return Optional.of(
        piece.missing() > 0
            ? new ProcessOutput.Gap(descriptor, piece.missing())
            : new ProcessOutput.Bytes(descriptor, piece.bytes()));
  }

  /**
   * Where in the log the next piece begins: pass it to {@link Guest#attach} to go on elsewhere.
   * Extra descriptors do not count.
   */
  public long offset() {
    return offset.get();
  }

  /**
   * Waits for the end, dropping output that was not taken: take it first.
   *
   * @return {@link ExitStatus.Running} only when attached without {@code follow}
   * @throws GuestTimeoutException if it runs longer; asking again goes on
   * @throws IllegalStateException if this was closed before the end
   */
  public ExitStatus waitFor(Duration timeout) {
    Deadline deadline = Deadline.after(timeout);
    while (next(Duration.ofNanos(deadline.nanosLeft())).isPresent()) {
      continue;
    }
    return channel.awaitDone(deadline);
  }

  /** Detaches. Does nothing the second time, or after the end. */
  @Override
  public void close() {
    channel.abandon();
  }
}
