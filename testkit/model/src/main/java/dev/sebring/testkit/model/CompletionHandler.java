package dev.sebring.testkit.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}: reads the request, asks the script, sends what it says. */
final class CompletionHandler implements HttpHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Script script;
  private final @Nullable String apiKey;
  private final Duration deltaPause;
  private final AtomicInteger received = new AtomicInteger();
  private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);

  CompletionHandler(Script script, @Nullable String apiKey, Duration deltaPause) {
    this.script = script;
    this.apiKey = apiKey;
    this.deltaPause = deltaPause;
  }

  List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  /** Ends the silence of stalled answers. */
  void release() {
    released.countDown();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Respond respond = new Respond(exchange);
    String authorization =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    if (!exchange.getRequestMethod().equals("POST")) {
      respond.error(405, "use POST");
      return;
    }
    if (apiKey != null && !authorization.equals("Bearer " + apiKey)) {
      respond.error(401, "Incorrect API key provided.");
      return;
    }
    ModelRequest request;
    try {
      JsonNode body = MAPPER.readTree(exchange.getRequestBody());
      request = RequestReader.read(received.incrementAndGet(), authorization, body);
    } catch (JacksonException | IllegalArgumentException e) {
      respond.error(400, Objects.requireNonNullElse(e.getMessage(), "malformed request"));
      return;
    }
    requests.add(request);
    send(exchange, request, ask(request));
  }

  private Answer ask(ModelRequest request) {
    try {
      return Objects.requireNonNull(script.answer(request), "the script's answer");
    } catch (RuntimeException e) {
      return Answer.error(500, "the script failed: " + e);
    }
  }

  private void send(HttpExchange exchange, ModelRequest request, Answer answer) throws IOException {
    Respond respond = new Respond(exchange);
    if (answer instanceof Answer.Raw raw) {
      respond.whole(raw.status(), raw.contentType(), raw.body());
    } else if (answer instanceof Answer.HttpError error) {
      error.headers().forEach(exchange.getResponseHeaders()::set);
      respond.error(error.status(), error.message());
    } else if (answer instanceof Answer.Reply reply) {
      send(exchange, request, reply, Ending.COMPLETE, Integer.MAX_VALUE);
    } else if (answer instanceof Answer.Dropped dropped) {
      send(exchange, request, dropped.reply(), Ending.DROPPED, dropped.deltas());
    } else if (answer instanceof Answer.Stalled stalled) {
      send(exchange, request, stalled.reply(), Ending.STALLED, stalled.deltas());
    }
  }

  private void send(
      HttpExchange exchange, ModelRequest request, Answer.Reply reply, Ending ending, int deltas)
      throws IOException {
    ReplyWriter writer = new ReplyWriter(request, reply);
    ReplySender sender = new ReplySender(exchange, ending, released);
    if (request.stream()) {
      sender.stream(writer.chunks(), deltas, deltaPause);
    } else {
      sender.whole(writer.completion(), deltas);
    }
  }
}
