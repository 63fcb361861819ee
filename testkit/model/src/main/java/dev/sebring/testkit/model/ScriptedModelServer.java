package dev.sebring.testkit.model;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A model that follows a {@link Script}, behind a real HTTP server on a free port of the loopback
 * interface that speaks the chat completions format of OpenAI: {@code POST /v1/chat/completions},
 * with and without streaming, and {@code GET /v1/models}. Point any OpenAI client at {@link
 * #baseUrl()}.
 *
 * <pre>{@code
 * try (var server = ScriptedModelServer.start(Script.turns(
 *     request -> Answer.calls(ToolCall.of("run_code", Map.of("code", "print(6 * 7)"))),
 *     request -> Answer.text("It printed " + request.toolResults().get(0).text())))) {
 *   // OPENAI_BASE_URL = server.baseUrl(), and any OPENAI_API_KEY
 * }
 * }</pre>
 *
 * Requests are held to the API's own rules: one in which a call of a tool is not answered, say,
 * gets a 400. This class is thread-safe.
 */
public final class ScriptedModelServer implements AutoCloseable {
  /** The name of the one model in {@code GET /v1/models}; requests may name any. */
  public static final String MODEL_NAME = "scripted-model";

  private final HttpServer http;
  private final ExecutorService threads;
  private final CompletionHandler completions;

  private ScriptedModelServer(HttpServer http, CompletionHandler completions) {
    this.http = http;
    this.completions = completions;
    this.threads =
        Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(task, "scripted-model");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** A server that accepts any API key and streams without pauses. */
  public static ScriptedModelServer start(Script script) {
    return builder(script).start();
  }

  /** A server with settings. */
  public static Builder builder(Script script) {
    return new Builder(script);
  }

  /** Where clients connect: {@code http://127.0.0.1:PORT/v1}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
  }

  /** The requests received so far that were well-formed, oldest first. */
  public List<ModelRequest> requests() {
    return completions.requests();
  }

  /** Stops at once; answers under way are cut off. */
  @Override
  public void close() {
    completions.release();
    http.stop(0);
    threads.shutdownNow();
  }

  /** Settings of a server. Not thread-safe. */
  public static final class Builder {
    private final Script script;
    private @Nullable String apiKey;
    private Duration deltaPause = Duration.ZERO;

    private Builder(Script script) {
      this.script = Objects.requireNonNull(script, "script");
    }

    /** Requests with another key get a 401. By default any key will do, also none. */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      return this;
    }

    /** How long a stream waits before each of its events; zero by default. */
    public Builder deltaPause(Duration deltaPause) {
      this.deltaPause = Objects.requireNonNull(deltaPause, "deltaPause");
      return this;
    }

    /**
     * @throws UncheckedIOException if no port of the loopback interface can be had
     */
    public ScriptedModelServer start() {
      HttpServer http;
      try {
        http =
            HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on the loopback interface", e);
      }
      CompletionHandler completions = new CompletionHandler(script, apiKey, deltaPause);
      ScriptedModelServer server = new ScriptedModelServer(http, completions);
      http.createContext("/v1/chat/completions", completions);
      http.createContext("/v1/models", new ModelsHandler());
      http.createContext("/", exchange -> new Respond(exchange).error(404, "no such path"));
      http.setExecutor(server.threads);
      http.start();
      return server;
    }
  }
}
