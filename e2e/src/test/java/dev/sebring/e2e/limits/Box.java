package dev.sebring.e2e.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.server.SebringServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A sandbox as any HTTP client sees it, of a size that no client library asks for. Thread-safe. */
final class Box implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration LONG = Duration.ofMinutes(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SebringServer server;
  private final String id;

  private Box(SebringServer server, Map<String, ?> resources)
      throws IOException, InterruptedException {
    this.server = server;
    this.id = call("POST", "/api/sandbox", resources).body().path("id").asText();
  }

  /**
   * @param memoryMib of memory
   * @param diskMib of disk
   */
  static Box create(SebringServer server, int memoryMib, int diskMib)
      throws IOException, InterruptedException {
    return new Box(
        server, Map.of("cpu", 1, "memory", memoryMib / 1024.0, "disk", diskMib / 1024.0));
  }

  /** The answer of {@code execute}, for as long as it takes. */
  JsonNode run(String command) throws IOException, InterruptedException {
    Answer answer = execute(Map.of("command", command));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  /** The answer for a command that is killed after so many seconds. */
  Answer runAtMost(int seconds, String command) throws IOException, InterruptedException {
    return execute(Map.of("command", command, "timeout", seconds));
  }

  private Answer execute(Map<String, ?> request) throws IOException, InterruptedException {
    return call("POST", toolbox("/process/execute"), request);
  }

  /** The length of the answer to a command whose output is too long to keep. */
  long lengthOfAnswer(String command) throws IOException, InterruptedException {
    HttpRequest request =
        request("POST", toolbox("/process/execute"), Map.of("command", command)).build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(response.statusCode()).isEqualTo(200);
      return body.transferTo(OutputStream.nullOutputStream());
    }
  }

  Answer files(String method, String query) throws IOException, InterruptedException {
    return call(method, toolbox("/files" + query), Map.of());
  }

  Answer upload(String path, byte[] content) throws IOException, InterruptedException {
    String boundary = "----box";
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
    HttpRequest request =
        request("POST", toolbox("/files/upload?path=" + path), Map.of())
            .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(content),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build();
    return answer(http.send(request, BodyHandlers.ofString()));
  }

  private String toolbox(String path) {
    return "/toolbox/" + id + path;
  }

  private Answer call(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return answer(http.send(request(method, path, body).build(), BodyHandlers.ofString()));
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
  }

  private HttpRequest.Builder request(String method, String path, Map<String, ?> body)
      throws IOException {
    return HttpRequest.newBuilder(URI.create(server.apiUrl().toString()).resolve(path))
        .timeout(LONG)
        .header("Authorization", "Bearer " + server.apiKey())
        .header("Content-Type", "application/json")
        .header("X-Daytona-Split-Output", "true")
        .method(method, BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    call("DELETE", "/api/sandbox/" + id, Map.of());
    http.close();
  }

  /** What the server said. */
  record Answer(int status, JsonNode body) {
    String message() {
      return body.path("message").asText();
    }
  }
}
