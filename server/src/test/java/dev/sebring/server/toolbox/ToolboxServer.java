package dev.sebring.server.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.DocumentedAnswers;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real server with one sandbox without isolation, and a client of that sandbox's toolbox. */
public final class ToolboxServer implements AutoCloseable {
  private final TemporaryDirectory directory = new TemporaryDirectory();
  private final HttpClient http = HttpClient.newHttpClient();
  private final boolean additions;
  private final Clock clock;
  private SebringServer server;
  private final DocumentedAnswers documented;
  private final String sandbox;

  /**
   * @param additions of our own to the Daytona API
   */
  public ToolboxServer(boolean additions) {
    this(additions, Clock.systemUTC());
  }

  /**
   * @param clock by which sandboxes are stopped
   */
  public ToolboxServer(boolean additions, Clock clock) {
    this.additions = additions;
    this.clock = clock;
    server = start();
    documented = new DocumentedAnswers(document());
    Answer created = call("/api/sandbox", "POST", BodyPublishers.ofString("{}"), Map.of());
    if (created.status() != 200) {
      throw new AssertionError("no sandbox: " + created);
    }
    sandbox = created.json().path("id").asText();
  }

  private JsonNode document() {
    HttpRequest request = request("/api/openapi.json").build();
    return new Answer(200, Map.of(), send(request, BodyHandlers.ofString()).body()).json();
  }

  private SebringServer start() {
    try {
      return SebringServer.start(
          ServerConfig.of(directory.path().resolve("s"), (state, id) -> backend())
              .withAdditions(additions)
              .withClock(clock));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server and starts another, which finds the sandbox as it is. */
  public void restart() {
    restart(() -> {});
  }

  /** The same, and does something while there is no server. */
  public void restart(Runnable between) {
    server.close();
    between.run();
    server = start();
  }

  private LocalBackend backend() {
    return new LocalBackend(directory.path().resolve("b"));
  }

  /** A status and a body. */
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    public JsonNode json() {
      try {
        return Json.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    public String text(String key) {
      return json().path(key).asText();
    }
  }

  /** Posts a value as JSON. */
  public Answer post(String path, Object body, String... headers) {
    return call("POST", path, BodyPublishers.ofString(Json.write(body)), headers);
  }

  public Answer get(String path) {
    return call("GET", path, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody());
  }

  /**
   * @param headers names and values
   */
  public Answer call(String method, String path, BodyPublisher body, String... headers) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    return call("/toolbox/" + sandbox + path, method, body, named);
  }

  private Answer call(String path, String method, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).method(method, body);
    headers.forEach(request::header);
    HttpResponse<String> response =
        send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    return documented(response);
  }

  private Answer documented(HttpResponse<String> response) {
    documented.require(response);
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /** The same without the API key. */
  public Answer withoutKey(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/toolbox/" + sandbox + path))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    return documented(response);
  }

  /** A call to the control plane about this sandbox. */
  public Answer control(String method, String path) {
    return call("/api/sandbox/" + sandbox + path, method, BodyPublishers.noBody(), Map.of());
  }

  /** The body of an answer as it comes. */
  public HttpResponse<InputStream> open(String method, String path, BodyPublisher body) {
    return send(
        request("/toolbox/" + sandbox + path)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build(),
        BodyHandlers.ofInputStream());
  }

  /** A WebSocket. */
  public TestSocket webSocket(String path, String... subprotocols) {
    WebSocket.Builder builder =
        http.newWebSocketBuilder().header("Authorization", "Bearer " + server.apiKey());
    if (subprotocols.length > 0) {
      builder.subprotocols(
          subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
    }
    return TestSocket.open(builder, socketUri(path));
  }

  /** A WebSocket whose client reads nothing. */
  public TestSocket idleWebSocket(String path) {
    return TestSocket.idle(
        http.newWebSocketBuilder().header("Authorization", "Bearer " + server.apiKey()),
        socketUri(path));
  }

  private URI socketUri(String path) {
    return URI.create(
        server.url().toString().replace("http:", "ws:") + "/toolbox/" + sandbox + path);
  }

  /** A connection of its own. */
  public Socket connect() throws IOException {
    return new Socket(server.url().getHost(), server.url().getPort());
  }

  /** Where the server listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(server.url().getHost(), server.url().getPort());
  }

  /** A key with all permissions. */
  public String apiKey() {
    return server.apiKey();
  }

  /** The id of its one sandbox. */
  public String sandbox() {
    return sandbox;
  }

  /** The ids of all sandboxes that there are. */
  public List<String> sandboxes() {
    List<String> ids = new ArrayList<>();
    call("/api/sandbox", "GET", BodyPublishers.noBody(), Map.of())
        .json()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  /** What a client sends on it. */
  public byte[] rawPost(String path, String body) {
    byte[] head = rawHead(path, body.length());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(head, head.length + bytes.length);
    System.arraycopy(bytes, 0, whole, head.length, bytes.length);
    return whole;
  }

  /** The beginning of that, with a body of so many bytes to come. */
  public byte[] rawHead(String path, long length) {
    return String.join(
            "\r\n",
            "POST /toolbox/" + sandbox + path + " HTTP/1.1",
            "Host: any",
            "Authorization: Bearer " + server.apiKey(),
            "Content-Length: " + length,
            "",
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Authorization", "Bearer " + server.apiKey());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value for a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The sandbox's files, as the host sees them. */
  public Path home() {
    return Path.of(get("/user-home-dir").text("dir"));
  }

  @Override
  public void close() {
    try {
      server.close();
    } finally {
      // A socket that a failed test has left open would be waited for.
      http.shutdownNow();
      http.close();
      try (LocalBackend backend = backend()) {
        backend.list().forEach(each -> backend.delete(each.id()));
      }
      directory.close();
    }
  }
}
