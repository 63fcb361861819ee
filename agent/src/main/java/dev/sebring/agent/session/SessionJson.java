package dev.sebring.agent.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import java.util.List;
import java.util.Map;

/** Text forms of a session's parts. Messages are in LangChain4j's own form. */
final class SessionJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, String>> STATE = new TypeReference<>() {};

  private SessionJson() {}

  static String messages(List<ChatMessage> messages) {
    return ChatMessageSerializer.messagesToJson(messages);
  }

  static List<ChatMessage> messages(String json) {
    return ChatMessageDeserializer.messagesFromJson(json);
  }

  static String state(Map<String, String> state) {
    try {
      return MAPPER.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("session state has no JSON form", e);
    }
  }

  static Map<String, String> state(String json) throws JsonProcessingException {
    return MAPPER.readValue(json, STATE);
  }
}
