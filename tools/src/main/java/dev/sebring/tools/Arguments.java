package dev.sebring.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, as a model wrote them. Keys that a function does not have are ignored.
 */
final class Arguments {
  private static final Map<String, CodeLanguage> LANGUAGES =
      Map.of(
          "python", CodeLanguage.PYTHON,
          "python3", CodeLanguage.PYTHON,
          "py", CodeLanguage.PYTHON,
          "javascript", CodeLanguage.JAVASCRIPT,
          "js", CodeLanguage.JAVASCRIPT,
          "node", CodeLanguage.JAVASCRIPT,
          "typescript", CodeLanguage.TYPESCRIPT,
          "ts", CodeLanguage.TYPESCRIPT);

  private final String function;
  private final JsonNode object;

  private Arguments(String function, JsonNode object) {
    this.function = function;
    this.object = object;
  }

  static Arguments parse(String function, String json) {
    JsonNode object;
    try {
      object = Json.mapper().readTree(json.isBlank() ? "{}" : json);
    } catch (JsonProcessingException e) {
      throw new InvalidCall(
          "The arguments of "
              + function
              + " are not valid JSON ("
              + e.getOriginalMessage()
              + "). Send one JSON object.");
    }
    if (!object.isObject()) {
      throw new InvalidCall(
          "The arguments of "
              + function
              + " are not a JSON object. Send one, with the argument names as keys.");
    }
    return new Arguments(function, object);
  }

  String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      throw new InvalidCall(
          "The argument "
              + name
              + " of "
              + function
              + " is missing. Call it again with "
              + name
              + ".");
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new InvalidCall(
          "The argument "
              + name
              + " of "
              + function
              + " is not a string. Send it as one JSON string.");
    }
    return value.asText();
  }

  /** An array of texts; a single text is as good as an array of one. */
  List<String> texts(String name) {
    JsonNode value = object.path(name);
    if (!value.isArray()) {
      return List.of(text(name));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isTextual()) {
        throw new InvalidCall(
            "The argument "
                + name
                + " of "
                + function
                + " is not an array of strings. Send it as one.");
      }
      texts.add(each.asText());
    }
    return texts;
  }

  @Nullable CodeLanguage optionalLanguage(String name) {
    String value = optionalText(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    CodeLanguage language = LANGUAGES.get(value.strip().toLowerCase(Locale.ROOT));
    if (language == null) {
      throw new InvalidCall(
          "There is no language \""
              + value
              + "\" in "
              + function
              + ": use python, javascript or typescript, or run it with run_shell_command.");
    }
    return language;
  }

  /** A whole number, 0 or more; 0 if it is not given. */
  int optionalCount(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    double number = value.asDouble(Double.NaN);
    if (!(number >= 0) || number != Math.rint(number)) {
      throw new InvalidCall(
          "The argument "
              + name
              + " of "
              + function
              + " is not a whole number of 0 or more: "
              + value
              + ".");
    }
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  /** As {@link #optionalSeconds}, but 0 is the same as none. */
  @Nullable Duration optionalWait(String name) {
    return object.path(name).asDouble(Double.NaN) == 0 ? null : optionalSeconds(name);
  }

  @Nullable Duration optionalSeconds(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    double seconds = value.asDouble(Double.NaN);
    if (!(seconds > 0)) {
      throw new InvalidCall(
          "The argument "
              + name
              + " of "
              + function
              + " is not a positive number of seconds: "
              + value
              + ".");
    }
    return Duration.ofMillis((long) Math.min(seconds * 1000, Integer.MAX_VALUE));
  }
}
