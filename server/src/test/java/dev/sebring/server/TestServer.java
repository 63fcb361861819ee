package dev.sebring.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server with real guests in a directory of its own, and a client that says what it is told to.
 */
final class TestServer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final UnaryOperator<ServerConfig> settings;
  private final Path directory;
  private final DocumentedAnswers documented;
  private SebringServer server;

  private TestServer(Path directory, UnaryOperator<ServerConfig> settings) throws IOException {
    this.directory = directory;
    this.settings = settings;
    this.server = start();
    this.documented = new DocumentedAnswers(document());
  }

  private JsonNode document() throws IOException {
    try (InputStream document =
        URI.create(server.url() + "/api/openapi.json").toURL().openStream()) {
      return Json.mapper().readTree(document);
    }
  }

  /** A socket's path is short, so the directory is not JUnit's. */
  static TestServer start(UnaryOperator<ServerConfig> settings) throws IOException {
    return new TestServer(Files.createTempDirectory("sbr"), settings);
  }

  private SebringServer start() throws IOException {
    return SebringServer.start(settings.apply(config()));
  }

  ServerConfig config() {
    return ServerConfig.of(directory, (state, id) -> backend());
  }

  LocalBackend backend() {
    return new LocalBackend(directory.resolve("b"));
  }

  SebringServer server() {
    return server;
  }

  /** Ends the server and starts another on the same directory. */
  void restart() throws IOException {
    server.close();
    server = start();
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer post(String path) {
    return call("POST", path, null);
  }

  Answer delete(String path) {
    return call("DELETE", path, null);
  }

  Answer call(String method, String path, @Nullable String body) {
    return call(server.apiKey(), method, path, body);
  }

  Answer call(String key, String method, String path, @Nullable String body) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(server.url() + path))
                  .header("Authorization", "Bearer " + key)
                  .method(
                      method,
                      body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      documented.require(response);
      JsonNode json =
          response.body().isEmpty()
              ? Json.mapper().missingNode()
              : Json.mapper().readTree(response.body());
      return new Answer(response.statusCode(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A status and a JSON body. */
  record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }

    String message() {
      return text("message");
    }
  }

  /** Ends the server, and every sandbox with its files. */
  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      try (LocalBackend backend = backend()) {
        backend.list().forEach(sandbox -> backend.delete(sandbox.id()));
      }
      http.close();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
