package dev.sebring.server.toolbox.managed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AlarmTest {
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
  void aProcessWhoseTimeIsUpIsKilledWithAllThatItHasStarted() {
    String mark = UUID.randomUUID().toString();
    String child = "bash -c 'sleep 1000; :' " + mark;
    String one =
        path(started("setsid " + child + " & (" + child + " &); sleep 1000; echo no", 2000));
    until(() -> running(mark) == 3);

    assertThat(get(one + "/wait").path("reason").asText()).isEqualTo("timed_out");
    JsonNode ended = get(one);
    assertThat(ended.path("state").asText()).isEqualTo("terminal");
    assertThat(ended.path("reason").asText()).isEqualTo("timed_out");
    assertThat(ended.path("signal").asText()).isEqualTo("SIGKILL");
    assertThat(ended.path("timeoutMs").asInt()).isEqualTo(2000);
    until(() -> running(mark) == 0);
  }

  @Test
  void timeIsUpAlsoWhileThereIsNoServer() {
    JsonNode process = started("sleep 1000", 1500);
    ProcessHandle program = ProcessHandle.of(process.path("pid").asLong()).orElseThrow();

    server.restart(() -> program.onExit().join());

    assertThat(get(path(process)).path("reason").asText()).isEqualTo("timed_out");
  }

  @Test
  void aProcessThatEndsInTimeLeavesNoAlarm() {
    JsonNode process = started("read x; exit 3", 600_000);
    String alarm = "alarm " + process.path("pid").asText() + " ";
    assertThat(running(alarm)).isPositive();

    server.post(path(process) + "/stdin", Map.of("data", "\n"));

    assertThat(get(path(process) + "/wait").path("exitCode").asInt()).isEqualTo(3);
    until(() -> running(alarm) == 0);
  }

  @Test
  void anAlarmOfAServerThatIsGoneDoesNotStayForLongerThanTheNextStart() {
    JsonNode process = started("sleep 1000", 600_000);
    String alarm = "alarm " + process.path("pid").asText() + " ";
    server.restart();
    server.post(path(process) + "/signals", Map.of("signal", "SIGINT"));
    get(path(process) + "/wait");
    assertThat(running(alarm)).isPositive();

    started("true", 0);

    until(() -> running(alarm) == 0);
  }

  @Test
  void killedByACallerIsNotTimedOut() {
    String one = path(started("sleep 1000", 600_000));

    server.post(one + "/signals", Map.of("signal", "SIGKILL"));

    assertThat(get(one + "/wait").path("reason").asText()).isEqualTo("signaled");
  }

  @Test
  void aProcessThatIgnoresItsSignalIsSentAnother() {
    String one = path(started("trap '' TERM; echo up; while :; do sleep 0.1; done", 0));
    until(() -> !get(one).path("lastCursor").isMissingNode());

    Answer sent =
        server.post(one + "/signals", Map.of("signal", "SIGTERM", "escalateAfterMs", 200));

    assertThat(sent.status()).isEqualTo(204);
    JsonNode end = get(one + "/wait");
    assertThat(end.path("reason").asText()).isEqualTo("signaled");
    assertThat(end.path("signal").asText()).isEqualTo("SIGKILL");
    Answer late = server.post(one + "/signals", Map.of("escalateAfterMs", 600_001));
    assertThat(late.status()).as(late.body()).isEqualTo(400);
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("it did not come about").isFalse();
      Thread.onSpinWait();
    }
  }

  private static JsonNode started(String command, long timeoutMs) {
    Answer answer =
        server.post(
            "/processes", Map.of("shellCommand", command, "stdin", "open", "timeoutMs", timeoutMs));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static String path(JsonNode process) {
    return "/processes/" + process.path("id").asText();
  }

  private static JsonNode get(String path) {
    Answer answer = server.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /** How many processes of this machine have that among their arguments. */
  private static long running(String argument) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(argument))
        .count();
  }
}
