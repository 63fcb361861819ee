package dev.sebring.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.sebring.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies, and says what is wrong with one in words that name its keys, never our
 * classes.
 */
final class JsonBody {
  private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();

  private JsonBody() {}

  /**
   * @param length what the client says that it sends; -1: it does not say
   */
  static JsonNode read(InputStream in, long length, int maxBytes) {
    if (length > maxBytes) {
      throw tooLong(maxBytes);
    }
    byte[] bytes;
    try {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.length > maxBytes) {
      throw tooLong(maxBytes);
    }
    if (bytes.length == 0) {
      throw invalid("the request needs a JSON body and has none", null);
    }
    JsonNode node = parsed(bytes);
    if (!node.isObject()) {
      throw invalid("the body must be a JSON object, not " + JsonWords.of(node), null);
    }
    return node;
  }

  private static JsonNode parsed(byte[] bytes) {
    try {
      return StrictJson.mapper().readTree(bytes);
    } catch (StreamConstraintsException e) {
      throw invalid(
          "the body is too large in one place: at most "
              + LIMITS.getMaxNestingDepth()
              + " levels deep, "
              + LIMITS.getMaxNumberLength()
              + " digits in a number, "
              + LIMITS.getMaxStringLength()
              + " characters in a string; upload large data as a file",
          e);
    } catch (JsonProcessingException e) {
      throw invalid("the body is not valid JSON" + place(e) + twice(e), e);
    } catch (IOException e) {
      throw invalid("the body is not valid JSON: it is not UTF-8", e);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static String twice(JsonProcessingException e) {
    return e.getOriginalMessage().startsWith("Duplicate") ? ": a key stands twice" : "";
  }

  static <T> T as(Class<T> type, JsonNode node) {
    try {
      return StrictJson.mapper().treeToValue(node, type);
    } catch (ValueInstantiationException e) {
      String key = key(e);
      throw invalid(key.equals("the body") ? reason(e) : key + ": " + reason(e), e);
    } catch (MismatchedInputException e) {
      throw invalid(key(e) + " must be " + wanted(e) + ", not " + JsonWords.of(at(node, e)), e);
    } catch (JsonProcessingException e) {
      throw invalid("the body does not have the form of a request", e);
    }
  }

  private static String reason(ValueInstantiationException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "a value is missing or null" : message;
  }

  private static String key(JsonMappingException e) {
    String key =
        e.getPath().stream()
            .map(step ->
                step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return key.isEmpty() ? "the body" : key;
  }

  /** The value that was given where the exception says. */
  private static JsonNode at(JsonNode body, JsonMappingException e) {
    JsonNode node = body;
    for (JsonMappingException.Reference step : e.getPath()) {
      node =
          step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
    }
    return node;
  }

  private static String wanted(MismatchedInputException e) {
    Class<?> target = e.getTargetType();
    return target == null ? "of another type" : jsonType(target);
  }

  private static String jsonType(Class<?> type) {
    if (type == String.class || type.isEnum()) {
      return "a string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type) || type == double.class) {
      return "a number";
    }
    if (Iterable.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (type == java.time.Instant.class) {
      return "an RFC 3339 time";
    }
    return "an object";
  }

  private static ApiException tooLong(int maxBytes) {
    return new ApiException(
        413,
        "PAYLOAD_TOO_LARGE",
        "the JSON body is longer than " + maxBytes + " bytes: upload large data as a file");
  }

  private static ApiException invalid(String message, @Nullable Throwable cause) {
    return new ApiException(400, ErrorCode.INVALID_REQUEST_BODY, message, cause);
  }
}
