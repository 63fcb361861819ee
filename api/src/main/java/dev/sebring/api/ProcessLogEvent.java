package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * What a followed log says besides its frames, as the data of a server-sent event: {@code eof} with
 * nothing but the cursor, {@code warning} where output is gone, {@code error} where it breaks off.
 *
 * @param cursor where in the log
 * @param code of an error
 * @param firstAvailableCursor where the log goes on after a warning
 */
public record ProcessLogEvent(
    String cursor,
    @Nullable String message,
    @Nullable String code,
    @Nullable String firstAvailableCursor) {
  public ProcessLogEvent {
    Required.key(cursor, "cursor");
  }
}
