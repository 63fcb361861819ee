package dev.sebring.agent.model;

import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;

/**
 * Google's Gemini. Its library is optional. Thoughts are returned and sent back because Gemini 3
 * refuses a tool's result without the signature that its call came with.
 */
final class GeminiProvider implements Provider {
  static final String DEFAULT_MODEL = "gemini-3.6-flash";

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String variable() {
    return "GEMINI_API_KEY";
  }

  @Override
  public String artifact() {
    return "dev.langchain4j:langchain4j-google-ai-gemini";
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
        GoogleAiGeminiChatModel.builder()
            .httpClientBuilder(new ModelHttp.Builder())
            .apiKey(key)
            .modelName(model)
            .returnThinking(true)
            .sendThinking(true)
            .timeout(ModelHttp.UNTIL_FIRST_BYTE)
            .maxRetries(0)
            .build(),
        GoogleAiGeminiStreamingChatModel.builder()
            .httpClientBuilder(new ModelHttp.Builder())
            .apiKey(key)
            .modelName(model)
            .returnThinking(true)
            .sendThinking(true)
            .timeout(ModelHttp.UNTIL_FIRST_BYTE)
            .build());
  }
}
