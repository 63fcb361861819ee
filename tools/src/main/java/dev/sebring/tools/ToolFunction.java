package dev.sebring.tools;

import java.util.Objects;

/**
 * A function as a model is told of it.
 *
 * @param name letters and underscores
 * @param description what it does and when to use it, for a model to read
 * @param parametersJsonSchema a JSON Schema of type {@code object}, as text
 */
public record ToolFunction(String name, String description, String parametersJsonSchema) {
  public ToolFunction {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(parametersJsonSchema, "parametersJsonSchema");
  }
}
