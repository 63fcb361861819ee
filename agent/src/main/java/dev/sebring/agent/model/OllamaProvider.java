package dev.sebring.agent.model;

/** A local Ollama, through the part of OpenAI's API that it speaks under {@code /v1}. */
final class OllamaProvider implements Provider {
  @Override
  public String name() {
    return "ollama";
  }

  @Override
  public String variable() {
    return "OLLAMA_BASE_URL";
  }

  @Override
  public String artifact() {
    return "dev.langchain4j:langchain4j-open-ai";
  }

  @Override
  public boolean isConfigured(ModelChoice.Environment environment) {
    return environment.has(variable());
  }

  @Override
  public AgentModel build(ModelChoice.Environment environment, String modelName) {
    String url = environment.get(variable()).replaceFirst("/+$", "");
    if (!url.endsWith("/v1")) {
      url += "/v1";
    }
    String model = modelName.isEmpty() ? ServedModels.first(url, variable(), name()) : modelName;
    return OpenAiProvider.build(name(), variable(), url, "", model, null);
  }
}
