package dev.sebring.testkit.model;

import static dev.sebring.testkit.model.WireClient.MAPPER;
import static dev.sebring.testkit.model.WireClient.assistantCalls;
import static dev.sebring.testkit.model.WireClient.request;
import static dev.sebring.testkit.model.WireClient.toolResult;
import static dev.sebring.testkit.model.WireClient.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScriptedModelServerTest {
  private static final ToolCall RUN = ToolCall.of("run_code", Map.of("code", "print(\"ä😀\")"));
  private static final ToolCall LIST = ToolCall.of("list_files", Map.of());

  @Test
  void theAnswerIsMadeFromTheResultsThatCameOverTheWire() throws Exception {
    Script script = request -> Answer.text("it said " + request.toolResults().get(0).text());
    try (ScriptedModelServer server = ScriptedModelServer.start(script)) {
      JsonNode body =
          MAPPER.readTree(
              new WireClient(server)
                  .post(request(user("go"), assistantCalls(RUN), toolResult(RUN, "42")))
                  .body());
      assertThat(body.at("/choices/0/message/content").asText()).isEqualTo("it said 42");
      assertThat(body.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(body.at("/usage/total_tokens").asInt()).isPositive();
    }
  }

  @Test
  void aStreamCarriesTextInPiecesThatJoinToTheWhole() throws Exception {
    String text = "Grüße 😀 ".repeat(20);
    try (ScriptedModelServer server =
        ScriptedModelServer.start(Script.answers(Answer.text(text)))) {
      List<JsonNode> events = new WireClient(server).stream(request(user("go")));
      StringBuilder joined = new StringBuilder();
      events.forEach(event -> joined.append(event.at("/choices/0/delta/content").asText("")));
      assertThat(joined).hasToString(text);
      assertThat(events.get(events.size() - 1).at("/usage/completion_tokens").asInt())
          .isEqualTo((text.length() + 3) / 4);
    }
  }

  @Test
  void parallelCallsStreamTheirArgumentsInDeltasByIndex() throws Exception {
    try (ScriptedModelServer server =
        ScriptedModelServer.start(Script.answers(Answer.calls(RUN, LIST)))) {
      List<JsonNode> events = new WireClient(server).stream(request(user("go")));
      StringBuilder[] arguments = {new StringBuilder(), new StringBuilder()};
      for (JsonNode event : events) {
        for (JsonNode call : event.at("/choices/0/delta/tool_calls")) {
          arguments[call.path("index").asInt()].append(call.at("/function/arguments").asText());
        }
      }
      assertThat(arguments[0]).hasToString(RUN.arguments());
      assertThat(arguments[1]).hasToString(LIST.arguments());
    }
  }

  @Test
  void aCallLeftWithoutItsResultIsRefusedAsTheApiDoes() throws Exception {
    try (ScriptedModelServer server =
        ScriptedModelServer.start(Script.answers(Answer.text("never")))) {
      HttpResponse<String> response =
          new WireClient(server)
              .post(request(user("go"), assistantCalls(RUN, LIST), toolResult(RUN, "42")));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("did not have response messages", LIST.id());
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aRateLimitSaysHowLongToWait() throws Exception {
    try (ScriptedModelServer server =
        ScriptedModelServer.start(Script.answers(Answer.rateLimited(Duration.ofSeconds(7))))) {
      HttpResponse<String> response = new WireClient(server).post(request(user("go")));
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("Retry-After")).contains("7");
      assertThat(response.body()).contains("rate_limit_error");
    }
  }

  @Test
  void aDroppedConnectionBreaksTheBodyWithAndWithoutStreaming() {
    Answer dropped = Answer.text("a longer answer that is never sent whole").droppedAfter(2);
    try (ScriptedModelServer server = ScriptedModelServer.start(Script.answers(dropped, dropped))) {
      WireClient client = new WireClient(server);
      assertThatThrownBy(() -> client.post(request(user("go")))).isInstanceOf(IOException.class);
      ObjectNode streaming = request(user("go")).put("stream", true);
      assertThatThrownBy(() -> client.post(streaming)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStalledAnswerEndsOnlyWhenTheServerCloses() throws Exception {
    ScriptedModelServer server =
        ScriptedModelServer.start(Script.answers(Answer.text("silence").stalledAfter(0)));
    WireClient client = new WireClient(server);
    CompletableFuture<Throwable> outcome =
        CompletableFuture.supplyAsync(() -> {
          try {
            return new AssertionError("answered: " + client.post(request(user("go"))));
          } catch (IOException | InterruptedException e) {
            return e;
          }
        });
    assertThatThrownBy(() -> outcome.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    server.close();
    assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  @Test
  void aWrongKeyIsRefusedBeforeTheScriptIsAsked() throws Exception {
    try (ScriptedModelServer server =
        ScriptedModelServer.builder(Script.answers(Answer.text("hello"))).apiKey("k").start()) {
      WireClient client = new WireClient(server);
      assertThat(client.post(request(user("go"))).statusCode()).isEqualTo(401);
      assertThat(client.post(request(user("go")), "Authorization", "Bearer k").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aRequestPastTheLastTurnIsAnErrorThatSaysSo() throws Exception {
    try (ScriptedModelServer server =
        ScriptedModelServer.start(Script.answers(Answer.text("only one")))) {
      WireClient client = new WireClient(server);
      client.post(request(user("first")));
      HttpResponse<String> response = client.post(request(user("second")));
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains("1 turns", "request 2", "second");
    }
  }

  @Test
  void theModelIsListed() throws Exception {
    try (ScriptedModelServer server = ScriptedModelServer.start(Script.turns())) {
      assertThat(new WireClient(server).get("/models").body())
          .contains(ScriptedModelServer.MODEL_NAME);
      assertThat(new WireClient(server).get("/nothing").statusCode()).isEqualTo(404);
    }
  }
}
