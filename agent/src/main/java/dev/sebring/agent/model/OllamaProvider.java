package dev.sebring.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A local Ollama, through the part of OpenAI's API that it speaks under {@code /v1}. */
final class OllamaProvider implements Provider {
  private static final Duration LISTING = Duration.ofSeconds(10);

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
    String model = modelName.isEmpty() ? firstModel(url) : modelName;
    return OpenAiProvider.build(name(), variable(), url, "", model, null);
  }

  private static String firstModel(String url) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/models")).timeout(LISTING).build(),
                  HttpResponse.BodyHandlers.ofString());
      JsonNode first = new ObjectMapper().readTree(response.body()).at("/data/0/id");
      if (!first.isTextual()) {
        throw new ModelRequestException(
            "the Ollama at "
                + url
                + " (OLLAMA_BASE_URL) has no model; run 'ollama pull' with one that can call tools,"
                + " or name one with SEBRING_MODEL=ollama/name",
            null);
      }
      return first.asText();
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelUnavailableException(
          "cannot ask the Ollama at "
              + url
              + " (OLLAMA_BASE_URL) for its models: "
              + e
              + "; is it running there?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailableException("interrupted while asking " + url, e);
    }
  }
}
