package dev.sebring.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Too many requests (429): the same request works later. */
public class DaytonaRateLimitException extends DaytonaException {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  DaytonaRateLimitException(Failure failure) {
    super(failure);
    this.retryAfter = failure.retryAfter();
  }

  /** How long the server asks to wait; {@code null} if it did not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
