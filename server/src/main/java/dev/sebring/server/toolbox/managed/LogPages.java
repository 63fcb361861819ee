package dev.sebring.server.toolbox.managed;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.ProcessLogs;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.server.http.ApiException;
import java.time.Duration;
import java.util.Optional;

/** Reads the log of a process in pages. A cursor is an offset in the log. Thread-safe. */
final class LogPages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_PAGE_BYTES = 1 << 20;
  static final int MAX_FRAMES = 1000;

  private LogPages() {}

  /**
   * @param from a cursor, empty: the start
   * @param limit of frames, at least 1
   * @throws ApiException 400 if there is no such cursor
   */
  static ProcessLogs read(
      Guest guest, ProcessRecord process, String from, int limit, boolean base64) {
    long start = offset(from, process);
    boolean ended = !(process.exit() instanceof ExitStatus.Running);
    long end = process.logEnd();
    long at = start;
    LogFrames frames = new LogFrames(base64, process.terminal(), start);
    try (GuestProcess log = guest.attach(process.id(), start, false)) {
      while (at < end
          && ((frames.size() < limit && at - start < MAX_PAGE_BYTES) || frames.holds())) {
        Optional<ProcessOutput> piece = log.next(PATIENCE);
        if (piece.isEmpty()) {
          break;
        }
        at = log.offset();
        frames.add(piece.get(), at);
      }
    }
    boolean all = ended && at >= end;
    if (all) {
      frames.end(at);
    }
    boolean truncated = process.oldestOffset() > start;
    return new ProcessLogs(
        frames.take(),
        frames.cursor(),
        all,
        truncated,
        truncated ? Long.toString(process.oldestOffset()) : null);
  }

  /**
   * What a cursor stands for.
   *
   * @throws ApiException 400 if there is no such cursor
   */
  static long offset(String cursor, ProcessRecord process) {
    long offset = cursor.isEmpty() ? 0 : cursor.matches("\\d{1,18}") ? Long.parseLong(cursor) : -1;
    if (offset < 0 || offset > process.logEnd()) {
      throw new ApiException(
          400,
          ErrorCode.INVALID_CURSOR,
          "bad request: the log has no cursor \"" + cursor + "\": use one of an earlier answer");
    }
    return offset;
  }
}
