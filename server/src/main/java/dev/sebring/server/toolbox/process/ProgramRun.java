package dev.sebring.server.toolbox.process;

import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.ReachedLimit;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.server.toolbox.output.OutputPart;
import dev.sebring.server.toolbox.output.ProcessLog;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A running program and what it has written. It outlives a connection to its guest that breaks
 * while it is waited for: the guest keeps it and its output, and another connection goes on from
 * there. Closing lets the guest forget the program once it has ended, and kills nothing. Not
 * thread-safe.
 */
final class ProgramRun implements AutoCloseable {
  /** For the guest to hand over what it has; it sends or ends within 100 ms. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final int SIGKILL = 9;

  private final Supplier<Guest> connection;
  private final RunOutput output = new RunOutput();
  private Guest guest;
  private GuestProcess process;
  private boolean killed;

  /**
   * @param connection gives the guest, connected anew where that is needed
   */
  ProgramRun(Supplier<Guest> connection, Guest guest, GuestProcess process) {
    this.connection = connection;
    this.guest = guest;
    this.process = process;
  }

  /**
   * Waits for the program's end, and kills it and all that it started if that takes too long.
   *
   * @return false if it had to be killed
   * @throws GuestTimeoutException if this thread was interrupted; the program runs on
   */
  boolean finish(Optional<Duration> timeout) {
    long start = System.nanoTime();
    Duration allowed = timeout.orElse(UNLIMITED);
    try {
      for (Duration left = allowed; left.isPositive(); ) {
        Optional<ProcessOutput> piece = next(left);
        if (piece.isEmpty()) {
          return true;
        }
        output.add(piece.get());
        // Checked after each piece too: a program that never stops writing never lets us wait.
        left = allowed.minusNanos(System.nanoTime() - start);
      }
    } catch (GuestTimeoutException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    kill();
    return false;
  }

  private Optional<ProcessOutput> next(Duration left) {
    try {
      return process.next(left);
    } catch (GuestLostException e) {
      attachAgain(e);
      return process.next(left);
    }
  }

  private void attachAgain(GuestLostException lost) {
    Guest again = connection.get();
    if (!again.hello().bootId().equals(guest.hello().bootId())) {
      throw lost; // the sandbox was started anew in between
    }
    try {
      process = again.attach(process.id(), process.offset(), true);
    } catch (GuestException e) {
      lost.addSuppressed(e);
      throw lost;
    }
    guest = again;
    output.missReports();
  }

  private void kill() {
    killed = true;
    guest.signalIfThere(process.id(), SIGKILL, SignalScope.TREE);
    while (output.isKept()) {
      Optional<ProcessOutput> piece = process.next(PATIENCE);
      if (piece.isEmpty()) {
        return;
      }
      output.add(piece.get());
    }
  }

  /** How it ended and where its log ends; only after {@link #finish}. */
  ExitStatus status() {
    // What a killed program has written may be long and is not to be taken first.
    return killed ? guest.waitFor(process.id(), PATIENCE) : process.waitFor(PATIENCE);
  }

  /** The sandbox's limits that were reached while it ran; only after {@link #finish}. */
  Set<ReachedLimit> limitsReached() {
    try {
      return guest.limitsReached(process.id());
    } catch (GuestException e) {
      return Set.of(); // a guest that was started by a server of before cannot tell
    }
  }

  RunOutput output() {
    return output;
  }

  /** What it wrote, from memory or from the log; only after {@link #finish}. */
  InputStream read(OutputPart part) {
    if (output.isKept()) {
      return output.readKept(part);
    }
    return readLog(part, 0, status().logEnd());
  }

  /**
   * A part of the log.
   *
   * @param from offset in bytes
   * @param to where it ends; background children may have written more since
   */
  InputStream readLog(OutputPart part, long from, long to) {
    return ProcessLog.read(guest, process.id(), part, from, to);
  }

  @Override
  public void close() {
    process.close();
    try {
      guest.release(process.id());
    } catch (GuestFailure e) {
      // Nobody can ask for it any more: a guest that is lost, or gone, has forgotten it already.
    }
  }
}
