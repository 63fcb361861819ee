package dev.sebring.server.http;

import dev.sebring.api.ApiError;
import dev.sebring.api.ErrorCode;
import dev.sebring.server.http.ApiException.ProgramOutput;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an error body of the Daytona API (contract 1.5) of everything that can go wrong.
 * Thread-safe.
 */
public final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private final Clock clock;
  private final List<Function<Throwable, Optional<ApiException>>> translations;

  /**
   * @param translations what exceptions of other layers mean to a client, asked in this order; what
   *     none of them knows is a 500
   */
  public ErrorAnswers(Clock clock, List<Function<Throwable, Optional<ApiException>>> translations) {
    this.clock = clock;
    this.translations = List.copyOf(translations);
  }

  /**
   * The error to answer with. What nobody foresaw is logged with a reference that the client is
   * told.
   */
  ApiException toApiException(Throwable failure, String method, String path) {
    if (failure instanceof ApiException known) {
      return known;
    }
    for (Function<Throwable, Optional<ApiException>> translation : translations) {
      Optional<ApiException> known = translation.apply(failure);
      if (known.isPresent()) {
        logOurs(known.get(), method, path);
        return known.get();
      }
    }
    Optional<HttpException> malformed = malformed(failure);
    if (malformed.isPresent()) {
      return ofStatus(clientsStatus(malformed.get().getCode()), malformed.get().getReason());
    }
    String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    LOG.atError()
        .setCause(failure)
        .addKeyValue("reference", reference)
        .addKeyValue("method", method)
        .addKeyValue("path", path)
        .log("a request failed inside the server");
    return new ApiException(
        500,
        ErrorCode.INTERNAL_SERVER_ERROR,
        method
            + " "
            + path
            + " failed inside the server; its log has the details under reference "
            + reference,
        failure);
  }

  /** What Jetty found wrong with the request, also within the exception of whoever read it. */
  static Optional<HttpException> malformed(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException found && clientsStatus(found.getCode()) < 500) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** A version or an encoding that we do not speak is the client's mistake: only we answer 5xx. */
  private static int clientsStatus(int status) {
    return status == HttpStatus.NOT_IMPLEMENTED_501
            || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        ? HttpStatus.BAD_REQUEST_400
        : status;
  }

  /** What is not the client's fault is for the operator too. */
  private static void logOurs(ApiException error, String method, String path) {
    if (error.status() >= 500) {
      LOG.atWarn()
          .setCause(error.getCause())
          .addKeyValue("status", error.status())
          .addKeyValue("method", method)
          .addKeyValue("path", path)
          .log("a request failed: {}", error.getMessage());
    }
  }

  /** An error that has nothing but a status of HTTP, and maybe the server's words. */
  static ApiException ofStatus(int status, @Nullable String reason) {
    HttpStatus.Code known = HttpStatus.getCode(status);
    return new ApiException(
        status,
        known == null ? ErrorCode.BAD_REQUEST : known.name(),
        reason == null || reason.isBlank()
            ? HttpStatus.getMessage(status)
            : "the request is malformed: " + reason);
  }

  /** The body of an error. */
  ApiError body(ApiException error, String method, String path) {
    boolean toolbox = RequestPath.isToolbox(path);
    String source = error.source();
    if (source == null) {
      source = toolbox ? ErrorCode.SOURCE_DAEMON : ErrorCode.SOURCE_API;
    }
    ProgramOutput output = error.output();
    return new ApiError(
        error.status(),
        toolbox ? null : HttpStatus.getMessage(error.status()),
        error.text(),
        error.code(),
        source,
        toolbox ? RequestPath.insideToolbox(path) : path,
        toolbox ? method : null,
        clock.instant(),
        output == null ? null : output.result(),
        output == null ? null : output.stdout(),
        output == null ? null : output.stderr(),
        output == null ? null : output.limit());
  }
}
