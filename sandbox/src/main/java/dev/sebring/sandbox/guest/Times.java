package dev.sebring.sandbox.guest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times of a sandbox, whose files and clock can say any year. */
final class Times {
  private Times() {}

  /**
   * A count of {@code unit} since 1970 and so many nanoseconds more; the nearest end where {@link
   * Instant} holds no such time.
   */
  static Instant ofEpoch(long count, ChronoUnit unit, long nanos) {
    try {
      return Instant.EPOCH.plus(count, unit).plusNanos(nanos);
    } catch (DateTimeException | ArithmeticException e) {
      return count < 0 ? Instant.MIN : Instant.MAX;
    }
  }
}
