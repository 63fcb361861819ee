package dev.sebring.agent.model;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** OpenAI, and any server that speaks its chat completions. */
final class OpenAiProvider implements Provider {
  static final String DEFAULT_MODEL = "gpt-5.4";
  private static final String OPENAI = "https://api.openai.com/v1";

  /**
   * Models that refuse tools on chat completions unless told not to reason: "Function tools with
   * reasoning_effort are not supported [...], set reasoning_effort to 'none'".
   */
  private static final Pattern TOOLS_ONLY_WITHOUT_REASONING =
      Pattern.compile("gpt-(5\\.[5-9]|[6-9]).*");

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public String variable() {
    return "OPENAI_API_KEY";
  }

  @Override
  public String artifact() {
    return "dev.langchain4j:langchain4j-open-ai";
  }

  @Override
  public boolean isConfigured(ModelChoice.Environment environment) {
    return environment.has("OPENAI_API_KEY") || environment.has("OPENAI_BASE_URL");
  }

  @Override
  public AgentModel build(ModelChoice.Environment environment, String modelName) {
    String url =
        environment.has("OPENAI_BASE_URL")
            ? environment.get("OPENAI_BASE_URL").replaceFirst("/+$", "")
            : OPENAI;
    String key = environment.get("OPENAI_API_KEY");
    String origin = key.isEmpty() ? "OPENAI_BASE_URL" : variable();
    String model = modelName.isEmpty() ? defaultModel(url, key) : modelName;
    boolean unreasoning =
        url.equals(OPENAI) && TOOLS_ONLY_WITHOUT_REASONING.matcher(model).matches();
    return build(name(), origin, url, key, model, unreasoning ? "none" : null);
  }

  /** A server without a key is a local one, which has models of its own. */
  private String defaultModel(String url, String key) {
    return key.isEmpty() ? ServedModels.first(url, "OPENAI_BASE_URL", name()) : DEFAULT_MODEL;
  }

  /**
   * @param key empty for a server that needs none
   */
  static AgentModel build(
      String provider,
      String origin,
      String url,
      String key,
      String model,
      @Nullable String reasoningEffort) {
    String sentKey = key.isEmpty() ? "no-key" : key;
    return new AgentModel(
        provider + "/" + model,
        origin,
        OpenAiChatModel.builder()
            .httpClientBuilder(new ModelHttp.Builder())
            .baseUrl(url)
            .apiKey(sentKey)
            .modelName(model)
            .reasoningEffort(reasoningEffort)
            .timeout(ModelHttp.UNTIL_FIRST_BYTE)
            .maxRetries(0)
            .build(),
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(new ModelHttp.Builder())
            .baseUrl(url)
            .apiKey(sentKey)
            .modelName(model)
            .reasoningEffort(reasoningEffort)
            .timeout(ModelHttp.UNTIL_FIRST_BYTE)
            .build());
  }
}
