package dev.sebring.agent.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat model in one or both of LangChain4j's forms. As thread-safe as the models are.
 *
 * @param name what to call it: {@code provider/name} where known
 * @param origin where the choice comes from, for error messages: an environment variable's name,
 *     such as {@code OPENAI_API_KEY}; empty if a program chose it
 * @param blocking may be {@code null} if {@code streaming} is not
 * @param streaming may be {@code null} if {@code blocking} is not
 */
public record AgentModel(
    String name,
    String origin,
    @Nullable ChatModel blocking,
    @Nullable StreamingChatModel streaming) {
  public AgentModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(origin, "origin");
    if (blocking == null && streaming == null) {
      throw new IllegalArgumentException("neither a ChatModel nor a StreamingChatModel is given");
    }
  }

  /** A model that the program made. */
  public static AgentModel given(
      @Nullable ChatModel blocking, @Nullable StreamingChatModel streaming) {
    return new AgentModel(nameOf(blocking, streaming), "", blocking, streaming);
  }

  private static String nameOf(
      @Nullable ChatModel blocking, @Nullable StreamingChatModel streaming) {
    String name = null;
    if (blocking != null) {
      name = blocking.defaultRequestParameters().modelName();
    } else if (streaming != null) {
      name = streaming.defaultRequestParameters().modelName();
    }
    return name == null ? "model" : name;
  }
}
