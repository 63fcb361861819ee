package dev.sebring.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A request as it came over the wire.
 *
 * @param number 1 for the server's first request
 * @param authorization the {@code Authorization} header, or empty
 * @param model the asked model's name
 * @param stream whether server-sent events are asked for
 * @param body the whole body, for what has no field here
 */
public record ModelRequest(
    int number,
    String authorization,
    String model,
    boolean stream,
    List<ReceivedMessage> messages,
    List<OfferedTool> tools,
    JsonNode body) {
  public ModelRequest {
    Objects.requireNonNull(authorization, "authorization");
    Objects.requireNonNull(model, "model");
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    Objects.requireNonNull(body, "body");
  }

  /** The text of the system message, or empty. */
  public String systemText() {
    return messages.stream()
        .filter(message -> message.is("system"))
        .map(ReceivedMessage::text)
        .findFirst()
        .orElse("");
  }

  /** The text of the last message of the user, or empty. */
  public String lastUserText() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).is("user")) {
        return messages.get(i).text();
      }
    }
    return "";
  }

  /** The text of the last message, whoever's. */
  public String lastText() {
    return messages.isEmpty() ? "" : messages.get(messages.size() - 1).text();
  }

  /** The results received since the last message of the user, in order. */
  public List<ToolResult> toolResults() {
    List<ToolCall> calls = new ArrayList<>();
    List<ToolResult> results = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      if (message.is("user")) {
        calls.clear();
        results.clear();
      }
      calls.addAll(message.calls());
      if (message.is("tool")) {
        results.add(new ToolResult(callOf(message, calls), message.text()));
      }
    }
    return List.copyOf(results);
  }

  /** Whether a tool of this name is offered. */
  public boolean offers(String toolName) {
    return tools.stream().anyMatch(tool -> tool.name().equals(toolName));
  }

  private static ToolCall callOf(ReceivedMessage result, List<ToolCall> calls) {
    return calls.stream()
        .filter(call -> call.id().equals(result.toolCallId()))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("no call with id '" + result.toolCallId() + "'"));
  }
}
