package dev.sebring.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A tool that the request offers to the model.
 *
 * @param parameters its JSON schema; an empty object when the request sent none
 */
public record OfferedTool(String name, String description, JsonNode parameters) {
  public OfferedTool {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(parameters, "parameters");
  }
}
