package dev.sebring.agent.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Checks the arguments of a call before a tool sees them. */
final class Arguments {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int QUOTED_CHARS = 300;

  private Arguments() {}

  /** Why the text is not the JSON object that arguments must be; nothing if it is one. */
  static Optional<String> problem(String json) {
    String why;
    try {
      if (MAPPER.readTree(json).isObject()) {
        return Optional.empty();
      }
      why = "it is not an object";
    } catch (JsonProcessingException e) {
      why = e.getOriginalMessage();
    }
    String quoted = json.length() <= QUOTED_CHARS ? json : json.substring(0, QUOTED_CHARS) + "...";
    return Optional.of(
        "The arguments are not a JSON object: "
            + why
            + ". Received: "
            + quoted
            + "\nThe tool was not called; call it again with well-formed arguments.");
  }
}
