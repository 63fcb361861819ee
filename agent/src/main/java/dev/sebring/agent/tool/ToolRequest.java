package dev.sebring.agent.tool;

import java.util.Objects;

/**
 * A call of a tool that a model asks for.
 *
 * @param id what the answer refers to; unique within the conversation
 * @param arguments JSON text of an object
 */
public record ToolRequest(String id, String name, String arguments) {
  public ToolRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arguments, "arguments");
  }
}
