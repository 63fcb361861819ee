package dev.sebring.server.toolbox.managed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManagedProcessTest {
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
  void oneCallRunsACommandAndTellsItsStreamsApart() {
    JsonNode process =
        created("?waitMs=60000&logs=text", "shellCommand", "echo out; echo error >&2; exit 3");

    assertThat(process.path("state").asText()).isEqualTo("terminal");
    assertThat(process.path("reason").asText()).isEqualTo("exited");
    assertThat(process.path("exitCode").asInt()).isEqualTo(3);
    assertThat(text(process.path("logs"), "stdout")).isEqualTo("out\n");
    assertThat(text(process.path("logs"), "stderr")).isEqualTo("error\n");
    assertThat(process.path("logs").path("eof").asBoolean()).isTrue();
  }

  @Test
  void wordsOfArgvReachTheProgramAsTheyAre() {
    JsonNode process = created("?waitMs=60000&logs=text", "argv", List.of("echo", "$HOME *", "x"));

    assertThat(text(process.path("logs"), "stdout")).isEqualTo("$HOME * x\n");
  }

  @Test
  void inputIsReadUntilItIsEnded() {
    String one = path(created("", "shellCommand", "cat", "stdin", "open"));

    post(one + "/stdin", 204, Map.of("data", "first\n"));
    post(one + "/stdin", 204, Map.of("data", "c2Vjb25kCg==", "encoding", "base64", "eof", true));

    assertThat(get(one + "/wait").path("exitCode").asInt(-1)).isZero();
    assertThat(text(get(one + "/logs"), "stdout")).isEqualTo("first\nsecond\n");
    assertThat(post(one + "/stdin", 409, Map.of("data", "late")).path("code").asText())
        .isEqualTo("PROCESS_TERMINAL");
  }

  @Test
  void whatRunsOnIsReadFromACursorAndOutlivesTheServer() {
    String one =
        path(created("", "shellCommand", "echo one; read x; echo \"two $x\"", "stdin", "open"));
    JsonNode first = readUntil(one, "", "one\n");
    server.restart();

    post(one + "/stdin", 204, Map.of("data", "more\n"));
    JsonNode second = readUntil(one, first.path("nextCursor").asText(), "two more\n");

    assertThat(get(one + "/wait").path("reason").asText()).isEqualTo("exited");
    assertThat(get(one + "/logs?cursor=" + second.path("nextCursor").asText()).path("frames"))
        .isEmpty();
  }

  @Test
  void aPageEndsBetweenCharacters() {
    String one =
        path(
            created(
                "", "shellCommand", "printf '\\303'; read x; printf '\\244!'", "stdin", "open"));
    while (get(one).path("lastCursor").isMissingNode()) {
      Thread.onSpinWait();
    }

    JsonNode before = get(one + "/logs");
    post(one + "/stdin", 204, Map.of("data", "\n"));
    get(one + "/wait");

    assertThat(before.path("frames")).isEmpty();
    assertThat(text(get(one + "/logs?cursor=" + before.path("nextCursor").asText()), "stdout"))
        .isEqualTo("ä!");
  }

  @Test
  void aSignalEndsAProcessAndWhatItHasStarted() {
    String one = path(created("", "shellCommand", "sleep 1000; echo never"));

    assertThat(get(one + "/wait?timeoutMs=1").path("reason").asText()).isEqualTo("timed_out");
    post(one + "/signals", 204, Map.of("signal", "SIGKILL"));

    JsonNode end = get(one + "/wait");
    assertThat(end.path("reason").asText()).isEqualTo("signaled");
    assertThat(end.path("signal").asText()).isEqualTo("SIGKILL");
    assertThat(end.has("exitCode")).isFalse();
    assertThat(post(one + "/signals", 400, Map.of("signal", "KILL")).path("message").asText())
        .contains("SIGKILL");
  }

  @Test
  void aNameIsOneProcessesAsLongAsItRuns() {
    String name = "n-" + UUID.randomUUID();
    JsonNode process = created("", "shellCommand", "sleep 1000", "name", name);

    assertThat(get("/processes/" + name).path("id")).isEqualTo(process.path("id"));
    assertThat(get("/processes?name=" + name).path("items")).hasSize(1);
    post("/processes", 409, Map.of("shellCommand", "true", "name", name));
    assertThat(server.delete("/processes/" + name).status()).isEqualTo(204);
    assertThat(server.get(path(process)).status()).isEqualTo(404);
  }

  @Test
  void ofThoseThatHaveEndedTheOldestAreForgotten() {
    String oldest = path(created("?waitMs=60000", "argv", List.of("true")));
    String running = path(created("", "argv", List.of("sleep", "1000")));
    for (int i = 0; i < ManagedPrograms.MAX_ENDED; i++) {
      created("?waitMs=60000", "argv", List.of("true"));
    }

    assertThat(server.get(oldest).status()).isEqualTo(404);
    assertThat(get("/processes?state=terminal").path("items")).hasSize(ManagedPrograms.MAX_ENDED);
    assertThat(server.delete(running).status()).isEqualTo(204);
  }

  @Test
  void whatIsNotServedOrNotThereIsSaid() {
    for (String kind : List.of("session", "code")) {
      assertThat(post("/processes", 400, Map.of("kind", kind)).path("code").asText())
          .isEqualTo("UNSUPPORTED_OPERATION");
    }
    post("/processes", 400, Map.of("argv", List.of("true"), "timeoutMs", -1));
    post("/processes", 400, Map.of("argv", List.of("true"), "shellCommand", "true"));
    assertThat(post("/processes", 400, Map.of("argv", List.of("/none"))).path("code").asText())
        .isEqualTo("PROCESS_START_FAILED");
    String one = path(created("?waitMs=60000", "argv", List.of("true")));
    assertThat(json(server.get(one + "/logs?cursor=77"), 400).path("code").asText())
        .isEqualTo("INVALID_CURSOR");
    post("/processes", 400, Map.of("argv", Collections.singletonList(null)));
    post("/processes", 400, Map.of("argv", List.of("a\0b")));
    post("/processes?waitMs=999999999999999", 201, Map.of("argv", List.of("true")));
    String deaf = path(created("", "argv", List.of("sleep", "1000")));
    assertThat(post(deaf + "/stdin", 409, Map.of("data", "x")).path("code").asText())
        .isEqualTo("STDIN_UNAVAILABLE");
    assertThat(server.delete(deaf).status()).isEqualTo(204);
  }

  private static JsonNode readUntil(String one, String cursor, String wanted) {
    for (; ; ) {
      JsonNode page = get(one + "/logs?cursor=" + cursor);
      if (text(page, "stdout").equals(wanted)) {
        return page;
      }
      Thread.onSpinWait();
    }
  }

  private static String text(JsonNode page, String channel) {
    StringBuilder text = new StringBuilder();
    for (JsonNode frame : page.path("frames")) {
      if (frame.path("channel").asText().equals(channel)) {
        text.append(frame.path("data").asText());
      }
    }
    return text.toString();
  }

  private static String path(JsonNode process) {
    return "/processes/" + process.path("id").asText();
  }

  private static JsonNode created(String query, Object... fields) {
    Map<String, Object> body = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      body.put((String) fields[i], fields[i + 1]);
    }
    return post("/processes" + query, 201, body);
  }

  private static JsonNode get(String path) {
    return json(server.get(path), 200);
  }

  private static JsonNode post(String path, int status, Object body) {
    return json(server.post(path, body), status);
  }

  private static JsonNode json(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.json();
  }
}
