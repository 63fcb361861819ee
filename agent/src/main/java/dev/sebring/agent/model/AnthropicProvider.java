package dev.sebring.agent.model;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;

/** Anthropic. Its library is optional. */
final class AnthropicProvider implements Provider {
  static final String DEFAULT_MODEL = "claude-sonnet-4-6";

  /** The API wants a limit; the library's own, 1024, cuts programs in two. */
  private static final int MAX_TOKENS = 16_384;

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public String variable() {
    return "ANTHROPIC_API_KEY";
  }

  @Override
  public String artifact() {
    return "dev.langchain4j:langchain4j-anthropic";
  }

  @Override
  public boolean isConfigured(ModelChoice.Environment environment) {
    return environment.has(variable());
  }

  @Override
  public AgentModel build(ModelChoice.Environment environment, String modelName) {
    String model = modelName.isEmpty() ? DEFAULT_MODEL : modelName;
    String key = environment.get(variable());
    return new AgentModel(
        name() + "/" + model,
        variable(),
        AnthropicChatModel.builder()
            .httpClientBuilder(new ModelHttp.Builder())
            .apiKey(key)
            .modelName(model)
            .maxTokens(MAX_TOKENS)
            .cacheSystemMessages(true)
            .cacheTools(true)
            .timeout(ModelHttp.UNTIL_FIRST_BYTE)
            .maxRetries(0)
            .build(),
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(new ModelHttp.Builder())
            .apiKey(key)
            .modelName(model)
            .maxTokens(MAX_TOKENS)
            .cacheSystemMessages(true)
            .cacheTools(true)
            .timeout(ModelHttp.UNTIL_FIRST_BYTE)
            .build());
  }
}
