package dev.sebring.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.Json;
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
  private JsonBody() {}

  static JsonNode read(InputStream in, int maxBytes) {
    byte[] bytes;
    try {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.length > maxBytes) {
      throw new ApiException(
          413,
          "PAYLOAD_TOO_LARGE",
          "the JSON body is longer than " + maxBytes + " bytes: upload large data as a file");
    }
    if (bytes.length == 0) {
      throw invalid("the request needs a JSON body and has none", null);
    }
    try {
      return Json.mapper().readTree(bytes);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw invalid(
          "the body is not valid JSON"
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T as(Class<T> type, JsonNode node) {
    if (!node.isObject()) {
      throw invalid("the body must be a JSON object", null);
    }
    try {
      return Json.mapper().treeToValue(node, type);
    } catch (ValueInstantiationException e) {
      throw invalid(prefix(e) + reason(e), e);
    } catch (MismatchedInputException e) {
      throw invalid(prefix(e) + "has a value of the wrong type: " + shortened(e), e);
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage(), e);
    }
  }

  private static String reason(ValueInstantiationException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "a value is missing or null" : message;
  }

  private static String prefix(JsonMappingException e) {
    String key =
        e.getPath().stream()
            .map(step ->
                step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return key.isEmpty() ? "" : key + ": ";
  }

  /** Jackson's sentence up to where it begins to talk of Java types. */
  private static String shortened(MismatchedInputException e) {
    Class<?> target = e.getTargetType();
    String wanted = target == null ? "another type" : jsonType(target);
    return "expected " + wanted;
  }

  private static String jsonType(Class<?> type) {
    if (type == String.class) {
      return "a text";
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

  private static ApiException invalid(String message, @Nullable Throwable cause) {
    return new ApiException(400, ErrorCode.INVALID_REQUEST_BODY, message, cause);
  }
}
