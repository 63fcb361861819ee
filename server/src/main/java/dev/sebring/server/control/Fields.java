package dev.sebring.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.ErrorCode;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.JsonWords;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object field by field; {@code null} is as good as absent. Every method throws a 400 that
 * names the field if it is of another type. Immutable and thread-safe.
 */
record Fields(JsonNode node) {
  /**
   * @throws ApiException 400 if it is no object
   */
  static Fields of(JsonNode node) {
    if (!node.isObject()) {
      throw new ApiException(400, ErrorCode.INVALID_REQUEST_BODY, "the body must be a JSON object");
    }
    return new Fields(node);
  }

  /** Whether a value would change nothing if it were honoured. */
  static boolean asksForNothing(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> true;
      case BOOLEAN -> !value.booleanValue();
      case NUMBER -> value.doubleValue() == 0;
      case STRING -> value.textValue().isEmpty();
      case ARRAY, OBJECT -> value.isEmpty();
      case BINARY, POJO -> false;
    };
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** An absent or empty text is the default. */
  String text(String name, String absent) {
    String text = textIfAny(name);
    return text == null ? absent : text;
  }

  @Nullable String textIfAny(String name) {
    if (!has(name)) {
      return null;
    }
    JsonNode value = node.get(name);
    if (!value.isTextual()) {
      throw wrong(name, "a string", value);
    }
    return value.textValue().isEmpty() ? null : value.textValue();
  }

  boolean flag(String name) {
    if (!has(name)) {
      return false;
    }
    if (!node.get(name).isBoolean()) {
      throw wrong(name, "true or false", node.get(name));
    }
    return node.get(name).booleanValue();
  }

  int wholeNumber(String name, int absent) {
    if (!has(name)) {
      return absent;
    }
    JsonNode value = node.get(name);
    boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    if (!whole || !value.canConvertToInt()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  @Nullable Double number(String name) {
    if (!has(name)) {
      return null;
    }
    if (!node.get(name).isNumber()) {
      throw wrong(name, "a number", node.get(name));
    }
    return node.get(name).doubleValue();
  }

  Map<String, String> texts(String name) {
    if (!has(name)) {
      return Map.of();
    }
    JsonNode value = node.get(name);
    if (!value.isObject()) {
      throw wrong(name, "an object of strings", value);
    }
    Map<String, String> texts = new HashMap<>();
    value
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().isTextual()) {
            throw wrong(name + "." + entry.getKey(), "a string", entry.getValue());
          }
          texts.put(entry.getKey(), entry.getValue().textValue());
        });
    return texts;
  }

  private static ApiException wrong(String name, String expected, JsonNode given) {
    return ApiException.badRequest(name + " must be " + expected + ", not " + JsonWords.of(given));
  }
}
