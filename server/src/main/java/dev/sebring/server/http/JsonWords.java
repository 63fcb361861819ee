package dev.sebring.server.http;

import com.fasterxml.jackson.databind.JsonNode;

/** Says in a few words what a client has sent, for messages that say what it should have. */
public final class JsonWords {
  private static final int MOST_CHARACTERS = 40;

  private JsonWords() {}

  /** For example {@code the number 5}, {@code the string "soon"}, {@code an array}. */
  public static String of(JsonNode given) {
    return switch (given.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NUMBER -> "the number " + shortened(given.asText());
      case STRING -> "the string \"" + shortened(given.asText()) + "\"";
      case BOOLEAN, NULL -> given.asText();
      case MISSING, BINARY, POJO -> "nothing";
    };
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS / 2)) + "...";
  }
}
