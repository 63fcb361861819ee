package dev.sebring.agent.model;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads out of an exception of a model what can be done about it. */
final class Failure {
  private final Throwable error;

  Failure(Throwable error) {
    this.error = error;
  }

  /** Whether another key, or money, is what helps. */
  boolean isAccess() {
    HttpException http = find(HttpException.class);
    return find(AuthenticationException.class) != null
        || (http != null && String.valueOf(http.getMessage()).contains("insufficient_quota"));
  }

  boolean isUnknownModel() {
    return find(ModelNotFoundException.class) != null;
  }

  /** Whether the same request may succeed later. */
  boolean mayPass() {
    if (find(NonRetriableException.class) != null) {
      return false;
    }
    return find(RetriableException.class) != null
        || find(IOException.class) != null
        || find(SilenceException.class) != null
        || find(BrokenAnswerException.class) != null;
  }

  /** How long the provider asks to wait. */
  Optional<Duration> retryAfter() {
    RetryAfterException asked = find(RetryAfterException.class);
    return asked == null ? Optional.empty() : Optional.of(asked.retryAfter());
  }

  /** One line, with the status if there is one. */
  String reason() {
    HttpException http = find(HttpException.class);
    if (http != null) {
      return "HTTP " + http.statusCode() + ": " + ErrorText.of(http.getMessage());
    }
    if (find(RateLimitException.class) != null) {
      return "rate limit: " + ErrorText.of(root().getMessage());
    }
    if (find(InternalServerException.class) != null) {
      return "server error: " + ErrorText.of(root().getMessage());
    }
    IOException io = find(IOException.class);
    if (io != null) {
      return "connection lost: " + ErrorText.of(describe(io));
    }
    return ErrorText.of(describe(root()));
  }

  private static String describe(Throwable error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  private Throwable root() {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private <T extends Throwable> @Nullable T find(Class<T> type) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
