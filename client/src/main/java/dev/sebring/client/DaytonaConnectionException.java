package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/**
 * The server could not be reached, or the connection broke. In the second case what was asked for
 * may have been done.
 */
public class DaytonaConnectionException extends DaytonaException {
  private static final long serialVersionUID = 1;

  /** A failure of the connection. */
  public DaytonaConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
