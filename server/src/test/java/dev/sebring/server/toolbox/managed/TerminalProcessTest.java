package dev.sebring.server.toolbox.managed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import dev.sebring.server.toolbox.managed.EventReader.Event;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TerminalProcessTest {
  private static ToolboxServer server;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aProgramOnATerminalHasItsSizeAndIsTyped() throws IOException {
    String one =
        started(
            Map.of(
                "kind",
                "pty",
                "shellCommand",
                "stty -echo; stty size; read x; stty size; echo \"got $x\"",
                "terminal",
                Map.of("cols", 100, "rows", 30)));
    try (EventReader events =
        new EventReader(
            server.open("GET", one + "/logs?follow=true", BodyPublishers.noBody()).body())) {
      Event first = events.next();
      assertThat(first.data("channel")).isEqualTo("pty");
      assertThat(first.data("data")).isEqualTo("30 100\r\n");

      assertThat(server.post(one + "/resize", Map.of("cols", 120, "rows", 40)).status())
          .isEqualTo(204);
      server.post(one + "/stdin", Map.of("data", "it\n"));

      StringBuilder rest = new StringBuilder();
      events.rest().forEach(event -> rest.append(event.data("data")));
      assertThat(rest.toString()).isEqualTo("40 120\r\ngot it\r\n");
    }
    JsonNode ended = server.get(one).json();
    assertThat(ended.path("kind").asText()).isEqualTo("pty");
    assertThat(ended.path("terminal").path("cols").asInt()).isEqualTo(120);
    assertThat(server.post(one + "/resize", Map.of("cols", 1, "rows", 1)).text("code"))
        .isEqualTo("PROCESS_TERMINAL");
  }

  @Test
  void withoutACommandItIsAShell() {
    String one = started(Map.of("kind", "pty"));

    server.post(one + "/stdin", Map.of("data", "echo $((6 * 7)) $TERM; exit 3\n"));

    assertThat(server.get(one + "/wait").json().path("exitCode").asInt()).isEqualTo(3);
    StringBuilder text = new StringBuilder();
    server
        .get(one + "/logs")
        .json()
        .path("frames")
        .forEach(frame -> text.append(frame.path("data").asText()));
    assertThat(text.toString()).contains("42 xterm-256color\r\n");
  }

  @Test
  void terminalsAreListedApart() {
    String terminal = started(Map.of("kind", "pty"));
    started(Map.of("argv", List.of("true")));

    List<String> kinds =
        server.get("/processes?kind=pty").json().path("items").findValuesAsText("kind");
    assertThat(kinds).isNotEmpty().containsOnly("pty");
    assertThat(server.delete(terminal).status()).isEqualTo(204);
  }

  @Test
  void whatHasNoTerminalHasNoSize() {
    String one = started(Map.of("argv", List.of("sleep", "1000")));

    assertThat(server.post(one + "/resize", Map.of("cols", 80, "rows", 24)).text("code"))
        .isEqualTo("UNSUPPORTED_OPERATION");
    assertThat(server.delete(one).status()).isEqualTo(204);
    Answer refused =
        server.post(
            "/processes",
            Map.of("argv", List.of("true"), "terminal", Map.of("cols", 80, "rows", 24)));
    assertThat(refused.text("code")).isEqualTo("UNSUPPORTED_OPERATION");
    assertThat(
            server
                .post("/processes", Map.of("kind", "pty", "terminal", Map.of("cols", 0, "rows", 1)))
                .status())
        .isEqualTo(400);
  }

  @Test
  void theShellThatIsAskedForRunsTheCommand() {
    Answer ran =
        server.post(
            "/processes?waitMs=60000&logs=text", Map.of("shellCommand", "echo $0", "shell", "sh"));

    assertThat(ran.json().path("logs").path("frames").path(0).path("data").asText())
        .isEqualTo("sh\n");
    assertThat(ran.text("shell")).isEqualTo("sh");
    assertThat(
            server
                .post("/processes", Map.of("shellCommand", "true", "shell", "no-such-shell"))
                .text("code"))
        .isEqualTo("PROCESS_START_FAILED");
  }

  private static String started(Map<String, Object> body) {
    Answer answer = server.post("/processes", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return "/processes/" + answer.text("id");
  }
}
