package dev.sebring.agent.model;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;

/** An HTTP error whose {@code Retry-After} header says how long to wait. */
final class RetryAfterException extends HttpException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  RetryAfterException(int status, String body, Duration retryAfter) {
    super(status, body);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
