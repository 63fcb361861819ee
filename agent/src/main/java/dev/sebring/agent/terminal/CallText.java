package dev.sebring.agent.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** A call of a tool as the original shows it: {@code name(key=value, key=value)}. */
final class CallText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_VALUE = 2_000;

  private CallText() {}

  static String of(String name, String arguments) {
    return SafeText.of(name + "(" + list(arguments) + ")");
  }

  private static String list(String arguments) {
    try {
      JsonNode object = MAPPER.readTree(arguments);
      if (!object.isObject()) {
        return shortened(arguments);
      }
      List<String> parts = new ArrayList<>();
      object
          .properties()
          .forEach(entry -> parts.add(entry.getKey() + "=" + value(entry.getValue())));
      return String.join(", ", parts);
    } catch (JsonProcessingException e) {
      return shortened(arguments);
    }
  }

  private static String value(JsonNode value) {
    return shortened(value.isTextual() ? value.asText().strip() : value.toString());
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE
        ? value
        : value.substring(0, LONGEST_VALUE)
            + "… ("
            + (value.length() - LONGEST_VALUE)
            + " characters more)";
  }
}
