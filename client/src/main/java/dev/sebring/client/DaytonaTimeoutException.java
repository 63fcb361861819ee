package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/**
 * The time for a call was up, as told by the server (408, 504) or by this client. What was asked
 * for may have been done.
 */
public class DaytonaTimeoutException extends DaytonaException {
  private static final long serialVersionUID = 1;

  DaytonaTimeoutException(Failure failure) {
    super(failure);
  }

  /** The time was up before the server had answered. */
  public DaytonaTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
