package dev.sebring.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a process's log.
 *
 * @param nextCursor where the next page begins
 * @param eof whether the process has ended and nothing follows this page
 * @param truncatedHead whether output before this page is gone
 * @param firstAvailableCursor where the log begins, if its start is gone
 */
public record ProcessLogs(
    List<LogFrame> frames,
    String nextCursor,
    boolean eof,
    boolean truncatedHead,
    @Nullable String firstAvailableCursor) {
  public ProcessLogs {
    frames = List.copyOf(Required.key(frames, "frames"));
    Required.key(nextCursor, "nextCursor");
  }
}
