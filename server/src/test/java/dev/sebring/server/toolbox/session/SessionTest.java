package dev.sebring.server.toolbox.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.TestSocket;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static ToolboxServer server;
  private final String id = "s-" + UUID.randomUUID();
  private final String session = "/process/session/" + id;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    assertThat(server.post("/process/session", Map.of("sessionId", id)).status()).isEqualTo(201);
  }

  @AfterEach
  void delete() {
    server.delete(session);
  }

  @Test
  void directoryVariablesAndFunctionsStayFromCommandToCommand() {
    run("mkdir -p deep && cd deep; export A=1; b=2; f() { echo \"f $1\"; }");

    JsonNode answer = run("basename $PWD; echo $A $b; f x");

    assertThat(answer.path("stdout").asText()).isEqualTo("deep\n1 2\nf x\n");
    assertThat(answer.path("exitCode").asInt()).isZero();
  }

  @Test
  void theStreamsComeApartAndTheExitCodeIsTheCommands() {
    JsonNode answer = run("echo out; echo error >&2; (exit 3)");

    assertThat(answer.path("stdout").asText()).isEqualTo("out\n");
    assertThat(answer.path("stderr").asText()).isEqualTo("error\n");
    assertThat(answer.path("output").asText()).contains("out\n", "error\n");
    assertThat(answer.path("exitCode").asInt()).isEqualTo(3);
    assertThat(run("echo $?").path("stdout").asText()).isEqualTo("0\n");
  }

  @Test
  void hereDocumentsSeveralLinesAndMegabytesOfTextAreCommandsToo() {
    assertThat(run("cat <<'END'\nit's $HOME\nEND\necho two").path("stdout").asText())
        .isEqualTo("it's $HOME\ntwo\n");
    assertThat(run(": '" + "x".repeat(3 << 20) + "'; echo long").path("stdout").asText())
        .isEqualTo("long\n");
  }

  @Test
  void aSynchronousCommandFindsItsStandardInputAtItsEnd() {
    assertThat(run("cat; echo done").path("stdout").asText()).isEqualTo("done\n");
  }

  @Test
  void anAsynchronousCommandReadsWhatIsSentAndShowsItInItsLog() throws Exception {
    String command = runAsync("read a; echo \"got $a\"; read b; echo \"and $b\"", false);
    send(command, "one");
    send(command, "two\n");

    assertThat(followed(command)).isEqualTo("one\ngot one\ntwo\nand two\n");
    assertThat(server.get(session + "/command/" + command).json().path("exitCode").asInt())
        .isZero();
    assertThat(send(command, "late").status()).isEqualTo(410);
  }

  @Test
  void theEchoOfInputCanBeLeftOut() throws Exception {
    String command = runAsync("read a; echo \"got $a\"", true);
    send(command, "secret");

    assertThat(followed(command)).isEqualTo("got secret\n");
  }

  @Test
  void aFollowedLogTellsItsStreamsAndClosesSoonAfterTheEnd() throws Exception {
    String command = runAsync("echo a; sleep 0.2; echo b >&2; sleep 0.2; echo c", false);
    try (TestSocket log = follow(command)) {
      List<Object> messages = log.all();

      assertThat(messages.stream().map(message -> new String((byte[]) message, UTF_8)))
          .containsExactly("\1\1\1a\n", "\2\2\2b\n", "\1\1\1c\n");
      assertThat(log.closed().code()).isEqualTo(1000);
    }
    assertThat(followed(command)).isEqualTo("a\nc\n");
  }

  @Test
  void theLogOfARunningCommandIsThereToo() {
    String command = runAsync("echo begun; sleep 30", false);

    await(() -> logs(command).text("stdout").equals("begun\n"));
    assertThat(server.get(session + "/command/" + command).json().has("exitCode")).isFalse();
  }

  @Test
  void whoeverExitsTheShellEndsTheSessionAndNobodyHangs() {
    String waiting = runAsync("sleep 0.3; exit 7", false);
    String never = runAsync("echo never", false);

    Answer pending = execute("echo pending", false);
    assertThat(pending.status()).isEqualTo(410);
    assertThat(pending.text("code")).isEqualTo("SESSION_ENDED");
    assertThat(pending.text("message")).contains("exit code 7");

    assertThat(execute("echo later", false).status()).isEqualTo(410);
    JsonNode commands = server.get(session).json().path("commands");
    assertThat(exitCode(commands, waiting)).isEqualTo(7);
    assertThat(exitCode(commands, never)).isEqualTo(-1);
    assertThat(logs(never).text("output")).isEmpty();
  }

  @Test
  void anExitInASynchronousCommandIsAnswered() {
    Answer answer = execute("echo last words; exit 3", false);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.text("message")).contains("exit code 3");
    JsonNode command = server.get(session).json().path("commands").path(0);
    assertThat(logs(command.path("id").asText()).text("stdout")).isEqualTo("last words\n");
  }

  @Test
  void aBackgroundChildLivesOnAndDeletingTheSessionTakesItDown() {
    run("(sleep 1234567 & ) ; sleep 1234567 & echo started");
    assertThat(sleepers()).isEqualTo("2");

    assertThat(server.delete(session).status()).isEqualTo(204);

    assertThat(sleepers()).isEqualTo("0");
    assertThat(server.get(session).status()).isEqualTo(404);
  }

  @Test
  void aShellThatIgnoresTheSignalIsKilledAllTheSame() {
    runAsync("trap '' TERM; while :; do sleep 1234567; done", false);
    await(() -> sleepers().equals("1"));

    assertThat(server.delete(session).status()).isEqualTo(204);

    assertThat(sleepers()).isEqualTo("0");
  }

  @Test
  void commandsAreListedInTheirOrderWithTheirText() {
    run("echo one");
    run("echo 'two — 2'");

    JsonNode commands = server.get(session).json().path("commands");
    assertThat(commands.findValuesAsText("command")).containsExactly("echo one", "echo 'two — 2'");
    assertThat(server.get("/process/session").json().findValuesAsText("sessionId")).contains(id);
  }

  @Test
  void aVeryLongCommandIsListedShortened() {
    run(": '" + "€\"".repeat(20_000) + "'");

    String shown = server.get(session).json().path("commands").path(0).path("command").asText();
    assertThat(shown).startsWith(": '€\"€\"").endsWith("…");
    assertThat(shown.length()).isGreaterThan(2000);
  }

  @Test
  void aSecondSessionOfThatNameAndTheReservedOneAreRefused() {
    Answer again = server.post("/process/session", Map.of("sessionId", id));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("message")).contains(id);
    assertThat(server.post("/process/session", Map.of("sessionId", "entrypoint")).status())
        .isEqualTo(400);
    assertThat(server.delete("/process/session/entrypoint").status()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsNamed() {
    Answer session404 = server.get("/process/session/none");
    assertThat(session404.status()).isEqualTo(404);
    assertThat(session404.text("code")).isEqualTo("PROCESS_NOT_FOUND");
    assertThat(server.get(session + "/command/none/logs").text("message")).contains("none");
    assertThat(execute("  ", false).status()).isEqualTo(400);
  }

  @Test
  void twoClientsInOneSessionTakeTurns() {
    List<CompletableFuture<Answer>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> execute("a=1; sleep 0.2; echo $a", false)),
            CompletableFuture.supplyAsync(() -> execute("a=2; sleep 0.2; echo $a", false)));

    assertThat(both.stream().map(answer -> answer.join().text("stdout")))
        .containsExactly("1\n", "2\n");
  }

  @Test
  void theEntrypointSessionIsThere() throws Exception {
    Answer entrypoint = server.get("/process/session/entrypoint");
    assertThat(entrypoint.text("sessionId")).isEqualTo("entrypoint");
    assertThat(entrypoint.json().path("commands").path(0).path("id").asText())
        .isEqualTo("entrypoint_command");
    assertThat(server.get("/process/session/entrypoint/logs").text("output")).isEmpty();
    try (TestSocket log = server.webSocket("/process/session/entrypoint/logs")) {
      assertThat(log.closed().code()).isEqualTo(1000);
    }
  }

  private JsonNode run(String command) {
    Answer answer = execute(command, false);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Answer execute(String command, boolean async) {
    return server.post(session + "/exec", Map.of("command", command, "runAsync", async));
  }

  private String runAsync(String command, boolean suppressEcho) {
    Answer answer =
        server.post(
            session + "/exec",
            Map.of("command", command, "async", true, "suppressInputEcho", suppressEcho));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.text("cmdId");
  }

  private Answer send(String command, String data) {
    return server.post(session + "/command/" + command + "/input", Map.of("data", data));
  }

  private Answer logs(String command) {
    return server.get(session + "/command/" + command + "/logs");
  }

  private TestSocket follow(String command) {
    return server.webSocket(session + "/command/" + command + "/logs?follow=true");
  }

  /** The standard output of a command, once it has ended. */
  private String followed(String command) throws Exception {
    try (TestSocket log = follow(command)) {
      StringBuilder out = new StringBuilder();
      for (Object message : log.all()) {
        String text = new String((byte[]) message, UTF_8);
        if (text.startsWith("\1\1\1")) {
          out.append(text.substring(3));
        }
      }
      return out.toString();
    }
  }

  private static int exitCode(JsonNode commands, String id) {
    for (JsonNode command : commands) {
      if (command.path("id").asText().equals(id)) {
        return command.path("exitCode").asInt(Integer.MIN_VALUE);
      }
    }
    throw new AssertionError(id + " is not in " + commands);
  }

  private static String sleepers() {
    return server
        .post("/process/execute", Map.of("command", "pgrep -fc '^sleep 1234567'"))
        .text("result")
        .strip();
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come about").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
