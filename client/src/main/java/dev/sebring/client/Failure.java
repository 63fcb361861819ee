package dev.sebring.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error, read with patience: servers and proxies send every shape (Daytona API
 * v0, contract 1.5).
 *
 * @param tried what was tried, the start of the message
 * @param statusCode the HTTP status
 * @param body the JSON, missing if it is none
 * @param raw the start of the body as text
 * @param retryAfter the header of that name
 */
record Failure(
    String tried, int statusCode, JsonNode body, String raw, @Nullable Duration retryAfter) {
  private static final int SHOWN_CHARACTERS = 500;

  static Failure read(String tried, int statusCode, byte[] body, @Nullable Duration retryAfter) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return new Failure(
        tried,
        statusCode,
        parse(text),
        text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)),
        retryAfter);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance(); // a proxy's page: the raw text is shown
    }
  }

  String sentence() {
    return tried + ", but the server answered " + statusCode + ": " + message();
  }

  String message() {
    JsonNode message = body.path("message");
    if (message.isArray()) {
      List<String> parts = new ArrayList<>();
      message.forEach(part -> parts.add(part.asText()));
      return String.join(", ", parts);
    }
    String text = message.isTextual() ? message.asText() : text("error");
    if (text != null) {
      return text;
    }
    return raw.isEmpty() ? "nothing more" : raw;
  }

  @Nullable String code() {
    return text("code");
  }

  @Nullable String source() {
    return text("source");
  }

  @Nullable String text(String key) {
    JsonNode value = body.path(key);
    return value.isTextual() ? value.asText() : null;
  }

  DaytonaException exception() {
    String code = code();
    if (ErrorCode.PROCESS_EXECUTION_TIMEOUT.equals(code)) {
      return new DaytonaProcessTimeoutException(this);
    }
    if (ErrorCode.FILE_NOT_FOUND.equals(code)) {
      return new DaytonaFileNotFoundException(this);
    }
    switch (statusCode) {
      case 400:
      case 422:
        return new DaytonaBadRequestException(this);
      case 401:
        return new DaytonaAuthenticationException(this);
      case 403:
        return new DaytonaForbiddenException(this);
      case 404:
      case 410:
        return new DaytonaNotFoundException(this);
      case 408:
      case 504:
        return new DaytonaTimeoutException(this);
      case 409:
        return new DaytonaConflictException(this);
      case 429:
        return new DaytonaRateLimitException(this);
      default:
        return statusCode >= 500 ? new DaytonaServerException(this) : new DaytonaException(this);
    }
  }
}
