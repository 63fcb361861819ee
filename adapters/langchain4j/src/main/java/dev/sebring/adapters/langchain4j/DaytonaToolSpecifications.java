package dev.sebring.adapters.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.sebring.api.Json;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.ToolFunction;
import java.util.List;
import java.util.stream.Collectors;

/** The functions of a toolkit as LangChain4j describes tools to a model. */
public final class DaytonaToolSpecifications {
  private DaytonaToolSpecifications() {}

  /** The specification of each function, in the toolkit's order. */
  public static List<ToolSpecification> of(DaytonaTools tools) {
    return tools.functions().stream()
        .map(DaytonaToolSpecifications::of)
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The specification of one function.
   *
   * @throws IllegalArgumentException if its schema is not JSON
   */
  public static ToolSpecification of(ToolFunction function) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("name", function.name());
    json.put("description", function.description());
    try {
      json.set("parameters", Json.mapper().readTree(function.parametersJsonSchema()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the parameters of " + function.name() + " are not JSON", e);
    }
    return ToolSpecification.fromJson(json.toString());
  }
}
