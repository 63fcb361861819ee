package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is an error, of the control plane and of the toolbox (Daytona API
 * v0, contract 1.5).
 *
 * <p>Daytona's Java SDK finds {@code message}, {@code error} and {@code code} by searching the
 * text, and takes the first: they come before everything that a program in the sandbox wrote.
 *
 * <pre>{@code
 * {"statusCode":408,"error":"Request Timeout","message":"request timeout: command execution timeout after 2 s",
 *  "code":"PROCESS_EXECUTION_TIMEOUT","source":"DAYTONA_DAEMON","path":"/process/execute","method":"POST",
 *  "timestamp":"2026-01-02T03:04:05.678Z","result":"so far"}
 * }</pre>
 *
 * @param statusCode the HTTP status
 * @param error the status's reason phrase; the control plane's key
 * @param message what was tried, on what, and what to do next
 * @param code one of {@link ErrorCode}
 * @param source which part of the system answers, one of {@code ErrorCode.SOURCE_...}
 * @param path the path of the request
 * @param method the method of the request; the toolbox's key
 * @param timestamp when
 * @param result our addition, with a 408 only: what the program wrote until it was killed
 * @param stdout the same, standard output alone, when split output was asked for
 * @param stderr the same, standard error alone, when split output was asked for
 * @param limit our addition, with a 408 only: which limit of its sandbox the program reached, and
 *     what to do
 */
@JsonPropertyOrder({
  "statusCode",
  "error",
  "message",
  "code",
  "source",
  "path",
  "method",
  "timestamp",
  "result",
  "stdout",
  "stderr",
  "limit"
})
public record ApiError(
    int statusCode,
    @Nullable String error,
    String message,
    @Nullable String code,
    @Nullable String source,
    String path,
    @Nullable String method,
    Instant timestamp,
    @Nullable String result,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable String limit) {

  public ApiError {
    Required.key(message, "message");
    Required.key(path, "path");
    Required.key(timestamp, "timestamp");
  }

  /** An error of the control plane. */
  public static ApiError ofApi(
      int statusCode,
      String error,
      String message,
      @Nullable String code,
      String path,
      Instant timestamp) {
    return new ApiError(
        statusCode,
        error,
        message,
        code,
        ErrorCode.SOURCE_API,
        path,
        null,
        timestamp,
        null,
        null,
        null,
        null);
  }

  /** An error of the toolbox. */
  public static ApiError ofDaemon(
      int statusCode, String message, String code, String path, String method, Instant timestamp) {
    return new ApiError(
        statusCode,
        null,
        message,
        code,
        ErrorCode.SOURCE_DAEMON,
        path,
        method,
        timestamp,
        null,
        null,
        null,
        null);
  }

  /** This error with what the program wrote before it was killed. */
  public ApiError withOutput(
      @Nullable String result, @Nullable String stdout, @Nullable String stderr) {
    return new ApiError(
        statusCode,
        error,
        message,
        code,
        source,
        path,
        method,
        timestamp,
        result,
        stdout,
        stderr,
        limit);
  }
}
