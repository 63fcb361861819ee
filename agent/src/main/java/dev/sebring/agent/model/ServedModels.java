package dev.sebring.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server that speaks OpenAI's API which models it has: {@code GET /models}. */
final class ServedModels {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ServedModels() {}

  /**
   * The name of the first.
   *
   * @param url ends with {@code /v1}, usually
   * @param variable where the URL is from, for error messages
   */
  static String first(String url, String variable, String provider) {
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(url + "/models")).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString());
      JsonNode first = new ObjectMapper().readTree(response.body()).at("/data/0/id");
      if (!first.isTextual()) {
        throw new ModelRequestException(
            "the server at "
                + url
                + " ("
                + variable
                + ") does not say which models it has; name one with SEBRING_MODEL="
                + provider
                + "/name",
            null);
      }
      return first.asText();
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelUnavailableException(
          "cannot ask the server at "
              + url
              + " ("
              + variable
              + ") for its models: "
              + e
              + "; is it running there?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelUnavailableException("interrupted while asking " + url, e);
    }
  }
}
