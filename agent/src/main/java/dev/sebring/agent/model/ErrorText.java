package dev.sebring.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Makes a line of what a provider answers instead of an answer. */
final class ErrorText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST = 400;

  private ErrorText() {}

  /**
   * The {@code error.message} of a JSON body, else the text itself, on one line and not too long.
   */
  static String of(@Nullable String body) {
    if (body == null || body.isBlank()) {
      return "no explanation";
    }
    String text = message(body).strip().replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  private static String message(String body) {
    if (!body.strip().startsWith("{")) {
      return body;
    }
    try {
      JsonNode message = MAPPER.readTree(body).at("/error/message");
      return message.isTextual() ? message.asText() : body;
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
