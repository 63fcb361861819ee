package dev.sebring.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the body of a chat completion request and holds it to the rules that the real API enforces
 * with a 400: https://platform.openai.com/docs/api-reference/chat/create
 */
final class RequestReader {
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private RequestReader() {}

  /**
   * @throws IllegalArgumentException if the real API would refuse the request; the message is for
   *     the error's body
   */
  static ModelRequest read(int number, String authorization, JsonNode body) {
    if (!body.path("model").isTextual()) {
      throw new IllegalArgumentException("you must provide a model parameter");
    }
    if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
      throw new IllegalArgumentException("[] is too short - 'messages'");
    }
    List<ReceivedMessage> messages = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      messages.add(message(message, messages.size()));
    }
    checkToolResults(messages);
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      tools.add(tool(tool, tools.size()));
    }
    return new ModelRequest(
        number,
        authorization,
        body.path("model").asText(),
        body.path("stream").asBoolean(false),
        messages,
        tools,
        body);
  }

  private static ReceivedMessage message(JsonNode message, int index) {
    String role = message.path("role").asText("");
    if (!Set.of("system", "developer", "user", "assistant", "tool").contains(role)) {
      throw new IllegalArgumentException(
          "Invalid value: '" + role + "' - 'messages[" + index + "].role'");
    }
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode arguments = call.path("function").path("arguments");
      if (!arguments.isTextual()) {
        throw new IllegalArgumentException(
            "expected a string - 'messages[" + index + "].tool_calls.function.arguments'");
      }
      calls.add(
          new ToolCall(
              call.path("id").asText(),
              call.path("function").path("name").asText(),
              arguments.asText()));
    }
    if (role.equals("assistant") && calls.isEmpty() && message.path("content").isMissingNode()) {
      throw new IllegalArgumentException(
          "expected content or tool_calls - 'messages[" + index + "]'");
    }
    return new ReceivedMessage(
        role.equals("developer") ? "system" : role,
        text(message.path("content")),
        message.path("tool_call_id").asText(""),
        calls);
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.has("text")) {
        parts.add(part.path("text").asText());
      }
    }
    return String.join("\n", parts);
  }

  /** Every call is answered at once, and nothing else is. */
  private static void checkToolResults(List<ReceivedMessage> messages) {
    Set<String> open = new HashSet<>();
    for (ReceivedMessage message : messages) {
      if (message.is("tool")) {
        if (!open.remove(message.toolCallId())) {
          throw new IllegalArgumentException(
              "messages with role 'tool' must be a response to a preceding message with"
                  + " 'tool_calls': "
                  + message.toolCallId());
        }
        continue;
      }
      requireAnswered(open);
      message.calls().forEach(call -> open.add(call.id()));
    }
    requireAnswered(open);
  }

  private static void requireAnswered(Set<String> open) {
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "An assistant message with 'tool_calls' must be followed by tool messages responding to"
              + " each 'tool_call_id'. These did not have response messages: "
              + String.join(", ", open));
    }
  }

  private static OfferedTool tool(JsonNode tool, int index) {
    JsonNode function = tool.path("function");
    String name = function.path("name").asText("");
    if (!TOOL_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' does not match '^[a-zA-Z0-9_-]+$' - 'tools["
              + index
              + "].function.name'");
    }
    JsonNode parameters = function.path("parameters");
    if (!parameters.isMissingNode() && !parameters.path("type").asText().equals("object")) {
      throw new IllegalArgumentException(
          "Invalid schema for function '" + name + "': schema must be of type \"object\"");
    }
    return new OfferedTool(
        name,
        function.path("description").asText(""),
        parameters.isMissingNode() ? JsonNodeFactory.instance.objectNode() : parameters);
  }
}
