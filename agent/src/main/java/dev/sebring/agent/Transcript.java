package dev.sebring.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.sebring.agent.run.ToolRun;
import dev.sebring.agent.tool.ToolRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conversation of a run, always fit to be sent to any provider. A provider refuses a whole
 * conversation over one call whose name has a blank in it or whose arguments are no JSON, and some
 * models give calls no id; so what is kept of a call is corrected, while the tools get what the
 * model really said.
 */
final class Transcript {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_NAME = 64;

  private final List<ChatMessage> messages;

  Transcript(List<ChatMessage> messages) {
    this.messages = new ArrayList<>(messages);
  }

  List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  void add(ChatMessage message) {
    messages.add(message);
  }

  /**
   * Adds what the model said.
   *
   * @return the calls it asked for
   */
  List<ToolRequest> addAnswer(AiMessage answer) {
    List<ToolRequest> requests = new ArrayList<>();
    List<ToolExecutionRequest> kept = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
      String id = call.id();
      if (id == null || id.isBlank() || !ids.add(id)) {
        id = "call_" + UUID.randomUUID();
      }
      String name = Objects.requireNonNullElse(call.name(), "");
      String arguments = call.arguments();
      if (arguments == null || arguments.isBlank()) {
        arguments = "{}";
      }
      requests.add(new ToolRequest(id, name, arguments));
      kept.add(
          ToolExecutionRequest.builder()
              .id(id)
              .name(acceptableName(name))
              .arguments(isObject(arguments) ? arguments : "{}")
              .build());
    }
    messages.add(answer.toBuilder().toolExecutionRequests(kept).build());
    return requests;
  }

  /** Adds what the tools answered: exactly one result for each call of the last answer. */
  void addResults(List<ToolRun> runs) {
    for (ToolRun run : runs) {
      messages.add(
          ToolExecutionResultMessage.builder()
              .id(run.id())
              .toolName(acceptableName(run.name()))
              .text(run.result())
              .isError(run.failed())
              .build());
    }
  }

  private static String acceptableName(String name) {
    String letters = name.replaceAll("[^a-zA-Z0-9_-]", "_");
    if (letters.isEmpty()) {
      return "unnamed";
    }
    return letters.length() <= LONGEST_NAME ? letters : letters.substring(0, LONGEST_NAME);
  }

  private static boolean isObject(@Nullable String json) {
    try {
      return MAPPER.readTree(json).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
