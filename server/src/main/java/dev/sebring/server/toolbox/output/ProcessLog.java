package dev.sebring.server.toolbox.output;

import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessOutput;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what the guest keeps of a process's output. */
public final class ProcessLog {
  /** For the guest to hand over what it has; it sends or ends within 100 ms. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ProcessLog() {}

  /**
   * A part of a log.
   *
   * @param from offset in bytes
   * @param to where it ends; background children may have written more since
   */
  public static InputStream read(Guest guest, ProcessId id, OutputPart part, long from, long to) {
    GuestProcess log = guest.attach(id, from, false);
    Supplier<Optional<ProcessOutput>> pieces =
        () -> log.offset() >= to ? Optional.empty() : log.next(PATIENCE);
    return new PiecesInput(pieces, part, log::close);
  }
}
