package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.LogFrame;
import dev.sebring.api.ProcessLogs;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.output.PieceBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of a process in pages. A cursor is an offset in the log. A page of text ends where
 * no character is cut in two, unless the process has ended within one. Not thread-safe.
 */
final class LogPages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_PAGE_BYTES = 1 << 20;
  static final int MAX_FRAMES = 1000;

  private final boolean base64;
  private final List<LogFrame> frames = new ArrayList<>();
  private final Map<String, byte[]> cut = new HashMap<>();
  private int whole;
  private long wholeEnd;

  private LogPages(boolean base64, long from) {
    this.base64 = base64;
    this.wholeEnd = from;
  }

  /**
   * @param from a cursor, empty: the start
   * @param limit of frames, at least 1
   * @throws ApiException 400 if there is no such cursor
   */
  static ProcessLogs read(
      Guest guest, ProcessRecord process, String from, int limit, boolean base64) {
    long offset = offset(from, process.logEnd());
    return new LogPages(base64, offset).page(guest, process, offset, limit);
  }

  private static long offset(String cursor, long logEnd) {
    long offset = cursor.isEmpty() ? 0 : cursor.matches("\\d{1,18}") ? Long.parseLong(cursor) : -1;
    if (offset < 0 || offset > logEnd) {
      throw new ApiException(
          400,
          ErrorCode.INVALID_CURSOR,
          "bad request: the log has no cursor \"" + cursor + "\": use one of an earlier answer");
    }
    return offset;
  }

  private ProcessLogs page(Guest guest, ProcessRecord process, long from, int limit) {
    boolean ended = !(process.exit() instanceof ExitStatus.Running);
    long end = process.logEnd();
    long at = from;
    try (GuestProcess log = guest.attach(process.id(), from, false)) {
      while (at < end
          && ((frames.size() < limit && at - from < MAX_PAGE_BYTES) || !cut.isEmpty())) {
        Optional<ProcessOutput> piece = log.next(PATIENCE);
        if (piece.isEmpty()) {
          break;
        }
        at = log.offset();
        add(piece.get(), at);
      }
    }
    if (ended && at >= end) {
      cut.forEach((channel, bytes) -> frame(channel, bytes, wholeEnd));
      cut.clear();
      mark(at);
    }
    boolean truncated = process.oldestOffset() > from;
    return new ProcessLogs(
        frames.subList(0, whole),
        Long.toString(wholeEnd),
        ended && wholeEnd >= end,
        truncated,
        truncated ? Long.toString(process.oldestOffset()) : null);
  }

  private void add(ProcessOutput piece, long offset) {
    String channel = piece.descriptor().equals(Descriptor.STDERR) ? "stderr" : "stdout";
    byte[] bytes = joined(cut.remove(channel), PieceBytes.of(piece));
    int length = base64 ? bytes.length : Utf8.wholeLength(bytes);
    if (length < bytes.length) {
      cut.put(channel, Arrays.copyOfRange(bytes, length, bytes.length));
    }
    frame(channel, Arrays.copyOf(bytes, length), offset);
    if (cut.isEmpty()) {
      mark(offset);
    }
  }

  private static byte[] joined(byte @Nullable [] first, byte[] second) {
    if (first == null) {
      return second;
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void frame(String channel, byte[] bytes, long offset) {
    if (bytes.length > 0) {
      String data = base64 ? Base64.getEncoder().encodeToString(bytes) : new String(bytes, UTF_8);
      frames.add(new LogFrame(channel, Long.toString(offset), data, System.currentTimeMillis()));
    }
  }

  private void mark(long offset) {
    whole = frames.size();
    wholeEnd = offset;
  }
}
