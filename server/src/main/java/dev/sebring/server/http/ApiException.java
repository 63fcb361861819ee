package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error. The message goes to the client: it says what was tried, on what, and
 * what to do next. Which part of the server answers ({@code DAYTONA_API}, {@code DAYTONA_DAEMON})
 * follows from the request's path unless {@link #from} says otherwise. Immutable.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final @Nullable String source;
  private final transient @Nullable ProgramOutput output;

  /**
   * @param status of HTTP, 400 to 599
   * @param code of {@link ErrorCode}, or another text of the contract
   * @throws IllegalArgumentException if {@code status} is not that of an error
   */
  public ApiException(int status, String code, String message) {
    this(status, code, message, null, null, null);
  }

  public ApiException(int status, String code, String message, @Nullable Throwable cause) {
    this(status, code, message, cause, null, null);
  }

  private ApiException(
      int status,
      String code,
      String message,
      @Nullable Throwable cause,
      @Nullable String source,
      @Nullable ProgramOutput output) {
    super(requireNonNull(message, "message"), cause);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of an error: " + status);
    }
    this.status = status;
    this.code = requireNonNull(code, "code");
    this.source = source;
    this.output = output;
  }

  /** 400 {@code BAD_REQUEST}. */
  public static ApiException badRequest(String message) {
    return new ApiException(400, ErrorCode.BAD_REQUEST, message);
  }

  /** 401 {@code UNAUTHORIZED}. */
  public static ApiException unauthorized(String message) {
    return new ApiException(401, ErrorCode.UNAUTHORIZED, message);
  }

  /** 403 {@code FORBIDDEN}. */
  public static ApiException forbidden(String message) {
    return new ApiException(403, ErrorCode.FORBIDDEN, message);
  }

  /** 404 {@code NOT_FOUND}. */
  public static ApiException notFound(String message) {
    return new ApiException(404, ErrorCode.NOT_FOUND, message);
  }

  /** 409 {@code CONFLICT}. */
  public static ApiException conflict(String message) {
    return new ApiException(409, ErrorCode.CONFLICT, message);
  }

  /**
   * The same error, answered by another part of the server: one of {@code ErrorCode.SOURCE_...}.
   */
  public ApiException from(String otherSource) {
    return new ApiException(
        status, code, text(), getCause(), requireNonNull(otherSource, "otherSource"), output);
  }

  /** The same error with what a program wrote before it was killed, which then ends the body. */
  public ApiException with(ProgramOutput written) {
    return new ApiException(
        status, code, text(), getCause(), source, requireNonNull(written, "written"));
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** One of {@code ErrorCode.SOURCE_...}; {@code null}: as the path says. */
  public @Nullable String source() {
    return source;
  }

  public @Nullable ProgramOutput output() {
    return output;
  }

  /** The message, never {@code null}. */
  public String text() {
    return requireNonNull(getMessage());
  }

  /**
   * What a program wrote, an addition of ours to the error body.
   *
   * @param result both streams
   * @param stdout standard output alone, where it was kept apart
   * @param stderr the same for standard error
   * @param limit of the sandbox that it reached, as a sentence; {@code null}: none
   */
  public record ProgramOutput(
      String result, @Nullable String stdout, @Nullable String stderr, @Nullable String limit) {
    public ProgramOutput {
      requireNonNull(result, "result");
    }
  }
}
