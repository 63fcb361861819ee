package dev.sebring.testkit.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call of a tool, as a model asks for it.
 *
 * @param id what the result refers to, such as {@code call_1}
 * @param name the tool's name; a script may name one that does not exist
 * @param arguments JSON text, sent as it is: a script may send what is no JSON
 */
public record ToolCall(String id, String name, String arguments) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final AtomicLong NEXT_ID = new AtomicLong(1);

  public ToolCall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arguments, "arguments");
  }

  /** A call with a new id and well-formed arguments. */
  public static ToolCall of(String name, Map<String, ?> arguments) {
    try {
      return raw(name, MAPPER.writeValueAsString(arguments));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("arguments of " + name + " have no JSON form", e);
    }
  }

  /** A call with a new id and exactly these arguments, well-formed or not. */
  public static ToolCall raw(String name, String arguments) {
    return new ToolCall("call_" + NEXT_ID.getAndIncrement(), name, arguments);
  }
}
