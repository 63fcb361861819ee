package dev.sebring.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server on loopback that answers as a test tells it, and remembers what it was asked.
 */
final class TestServer implements AutoCloseable {
  static final String KEY = "dtn_test";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final List<Received> received = new CopyOnWriteArrayList<>();

  TestServer(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, handler));
    server.start();
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Received request =
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes(),
              exchange.getRemoteAddress().getPort());
      received.add(request);
      Answer answer = handler.answer(request);
      answer
          .headers()
          .forEach(header ->
              exchange.getResponseHeaders().add(header.split(": ")[0], header.split(": ")[1]));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Daytona client() {
    return new Daytona(DaytonaConfig.builder().apiKey(KEY).apiUrl(url() + "/api").build());
  }

  /** The JSON of a started sandbox whose toolbox is this server's. */
  String sandbox(String state) {
    return """
    {"id":"1","organizationId":"o","name":"box","user":"daytona","env":{},"labels":{},"public":false,"networkBlockAll":false,"kvm":false,"target":"local",
     "cpu":1,"gpu":0,"memory":1,"disk":3,"toolboxProxyUrl":"%s/toolbox","state":"%s"}
    """
        .formatted(url(), state);
  }

  Received last() {
    return received.get(received.size() - 1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @FunctionalInterface
  interface Handler {
    Answer answer(Received request);
  }

  record Received(
      String method,
      String uri,
      com.sun.net.httpserver.Headers headers,
      byte[] body,
      int clientPort) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    String line() {
      return method + " " + uri;
    }
  }

  record Answer(int status, String body, List<String> headers) {
    static Answer ok(String body) {
      return of(200, body);
    }

    static Answer of(int status, String body) {
      return new Answer(status, body, List.of("Content-Type: application/json"));
    }
  }
}
