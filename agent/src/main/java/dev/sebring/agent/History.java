package dev.sebring.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Objects;

/**
 * The part of a conversation that a model is sent. Without a bound, a session that has once grown
 * past a model's context could never be used again.
 */
final class History {
  private History() {}

  /**
   * The latest runs that fit, each whole from the user's message on, so that no result is without
   * its call; the last run always.
   */
  static List<ChatMessage> latest(List<ChatMessage> messages, int maxChars) {
    int start = messages.size();
    long chars = 0;
    for (int i = messages.size() - 1; i >= 0; i--) {
      chars += chars(messages.get(i));
      if (messages.get(i) instanceof UserMessage) {
        if (chars > maxChars && start < messages.size()) {
          break;
        }
        start = i;
      }
    }
    return messages.subList(start == messages.size() ? 0 : start, messages.size());
  }

  private static long chars(ChatMessage message) {
    if (message instanceof UserMessage user) {
      return user.hasSingleText() ? user.singleText().length() : 0;
    } else if (message instanceof ToolExecutionResultMessage result) {
      return Objects.requireNonNullElse(result.text(), "").length();
    } else if (message instanceof AiMessage answer) {
      long chars = Objects.requireNonNullElse(answer.text(), "").length();
      for (ToolExecutionRequest call : answer.toolExecutionRequests()) {
        chars += Objects.requireNonNullElse(call.arguments(), "").length();
      }
      return chars;
    }
    return 0;
  }
}
