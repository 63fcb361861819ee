package dev.sebring.client;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which a call must be over, with its retries and the whole of its body. Zero as
 * limit means none.
 */
final class Deadline {
  private static final Duration AS_GOOD_AS_NONE = Duration.ofDays(365);

  private final Duration limit;
  private final long end;
  private final LongSupplier nanoTime;

  private Deadline(Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + (limit.isZero() ? AS_GOOD_AS_NONE : limit).toNanos();
  }

  static Deadline in(Duration limit) {
    return new Deadline(limit, System::nanoTime);
  }

  Duration limit() {
    return limit;
  }

  Duration remaining() {
    long nanos = end - nanoTime.getAsLong();
    return nanos > 0 ? Duration.ofNanos(nanos) : Duration.ZERO;
  }

  /**
   * The exception for a call that has not ended in time; {@code tried} is the start of its message.
   */
  DaytonaTimeoutException exceeded(String tried, @Nullable Throwable cause) {
    return new DaytonaTimeoutException(
        tried
            + ", but that took longer than the "
            + text(limit)
            + " that it may take: it may have been done; a longer timeout can be given",
        cause);
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
