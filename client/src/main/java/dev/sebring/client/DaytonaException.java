package dev.sebring.client;

import org.jspecify.annotations.Nullable;

/**
 * A call that did not work. The message says what was tried, on what, and what came back; the
 * subclasses are split by what a caller can do about it.
 */
public class DaytonaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int statusCode;
  private final @Nullable String code;
  private final @Nullable String source;
  private final @Nullable String serverMessage;

  /** A failure without an answer of a server. */
  public DaytonaException(String message) {
    this(message, (Throwable) null);
  }

  /** A failure without an answer of a server. */
  public DaytonaException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.statusCode = 0;
    this.code = null;
    this.source = null;
    this.serverMessage = null;
  }

  /** A failure that a server answered. */
  DaytonaException(Failure failure) {
    super(failure.sentence());
    this.statusCode = failure.statusCode();
    this.code = failure.code();
    this.source = failure.source();
    this.serverMessage = failure.message();
  }

  /** The HTTP status, 0 if there was no answer. */
  public int statusCode() {
    return statusCode;
  }

  /**
   * The server's code of this failure, see {@link dev.sebring.api.ErrorCode}; {@code null} if it
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

  /** What the server said, without what was tried; {@code null} if there was no answer. */
  public @Nullable String serverMessage() {
    return serverMessage;
  }
}
