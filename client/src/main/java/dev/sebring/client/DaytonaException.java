package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not work. The message says what was tried, on what, and what the server answered;
 * subclasses are split by what a caller can do about it.
 */
public class DaytonaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final @Nullable String code;
  private final @Nullable String source;

  /** A failure without an answer of a server. */
  public DaytonaException(String message) {
    this(message, 0, null, null, null);
  }

  /** A failure without an answer of a server. */
  public DaytonaException(String message, @Nullable Throwable cause) {
    this(message, 0, null, null, cause);
  }

  /** A failure that a server answered. */
  protected DaytonaException(
      String message,
      int statusCode,
      @Nullable String code,
      @Nullable String source,
      @Nullable Throwable cause) {
    super(message, cause);
    this.statusCode = statusCode;
    this.code = code;
    this.source = source;
  }

  /** The HTTP status, 0 if there was no answer. */
  public int statusCode() {
    return statusCode;
  }

  /**
   * The server's code for this failure, see {@link dev.sebring.api.ErrorCode}; {@code null} if it
   * gave none.
   */
  public @Nullable String code() {
    return code;
  }

  /**
   * Which part of the server failed, see {@link dev.sebring.api.ErrorCode}; {@code null} if it did
   * not say.
   */
  public @Nullable String source() {
    return source;
  }
}
