package dev.sebring.client;

/** An answer is more than this client takes into memory. What was asked for has been done. */
public class DaytonaTooLargeException extends DaytonaException {
  private static final long serialVersionUID = 1;

  /** An answer that was not read to its end. */
  public DaytonaTooLargeException(String message, Throwable cause) {
    super(message, cause);
  }
}
