package dev.sebring.agent.session;

import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A conversation and the state of its tools, at one moment. Immutable and thread-safe.
 *
 * @param id an opaque text that names the session
 * @param messages oldest first, without system messages; every call of a tool is answered
 * @param state what toolkits keep for this session
 * @param version how often it was saved; 0 for one that never was
 */
public record Session(
    String id, List<ChatMessage> messages, Map<String, String> state, long version) {
  public Session {
    Objects.requireNonNull(id, "id");
    messages = List.copyOf(messages);
    state = Map.copyOf(state);
  }

  /** A session in which nothing was said yet. */
  public static Session empty(String id) {
    return new Session(id, List.of(), Map.of(), 0);
  }

  /** This session after more was said. */
  public Session with(List<ChatMessage> messages, Map<String, String> state) {
    return new Session(id, messages, state, version);
  }

  Session saved() {
    return new Session(id, messages, state, version + 1);
  }
}
