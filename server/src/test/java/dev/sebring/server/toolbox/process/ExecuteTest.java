package dev.sebring.server.toolbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExecuteTest {
  private static final String[] SPLIT = {"X-Daytona-Split-Output", "true"};

  private static ToolboxServer toolbox;

  @BeforeAll
  static void start() {
    toolbox = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    toolbox.close();
  }

  @Test
  void theAnswerIsTheExitCodeAndBothStreamsInOrder() {
    Answer answer = execute("echo 1; echo 2 >&2; echo 3; exit 42");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"exitCode\":42,\"result\":\"1\\n2\\n3\\n\"}");
  }

  @Test
  void anUnknownCommandIs127WithItsMessage() {
    Answer answer = execute("nosuch");
    assertThat(answer.json().path("exitCode").asInt()).isEqualTo(127);
    assertThat(answer.text("result")).endsWith("nosuch: command not found\n");
  }

  @Test
  void splitOutputComesApartWithTheDirectory() {
    JsonNode answer =
        toolbox
            .post("/process/execute", Map.of("command", "cd /usr; echo o; echo e >&2"), SPLIT)
            .json();
    assertThat(answer.path("stdout").asText()).isEqualTo("o\n");
    assertThat(answer.path("stderr").asText()).isEqualTo("e\n");
    assertThat(answer.path("result").asText().lines()).containsExactlyInAnyOrder("o", "e");
    assertThat(answer.path("cwd").asText()).isEqualTo("/usr");
  }

  @Test
  void directoryAndVariablesAreTheRequests() {
    Answer answer =
        toolbox.post(
            "/process/execute",
            Map.of("command", "pwd; echo \"$A b\"", "cwd", "/usr", "envs", Map.of("A", "x 'y'")));
    assertThat(answer.text("result")).isEqualTo("/usr\nx 'y' b\n");
  }

  @Test
  void aRelativeDirectoryStartsAtTheWorkingDirectory() throws Exception {
    Path made = Files.createDirectory(toolbox.home().resolve("sub"));
    Answer answer = toolbox.post("/process/execute", Map.of("command", "pwd", "cwd", "sub"));
    assertThat(answer.text("result")).isEqualTo(made + "\n");
  }

  @Test
  void aMissingDirectoryIsAnAnswerThatNamesIt() {
    Answer answer = toolbox.post("/process/execute", Map.of("command", "pwd", "cwd", "/missing"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("exitCode").asInt()).isEqualTo(-1);
    assertThat(answer.text("result")).contains("/missing").contains("No such file");
  }

  @Test
  void standardInputIsAtItsEnd() {
    assertThat(execute("cat; read x; echo $?").text("result")).isEqualTo("1\n");
  }

  @Test
  void whatARequestCannotMeanIsRefusedByItsName() {
    Map<Map<String, Object>, String> wrong =
        Map.of(
            Map.of("command", " \n"), "command is blank",
            Map.of("command", "a", "envs", Map.of("1A", "x")), "1A",
            Map.of("command", "a", "timeout", -1), "timeout",
            Map.of("command", "a\0b"), "zero character",
            Map.of("cwd", "/"), "command");
    wrong.forEach((request, word) -> {
      Answer answer = toolbox.post("/process/execute", request);
      assertThat(answer.status()).as(word).isEqualTo(400);
      assertThat(answer.text("message")).contains(word);
      assertThat(answer.text("source")).isEqualTo("DAYTONA_DAEMON");
    });
  }

  @Test
  void aTimedOutCommandIsKilledWithAllItsDescendants() {
    Path pids = toolbox.home().resolve("pids");
    String command =
        "echo so far; echo err >&2; (sleep 4761 & echo $! >> pids);"
            + " setsid sleep 4762 & echo $! >> pids; sleep 4763";
    Answer answer =
        toolbox.post("/process/execute", Map.of("command", command, "timeout", 1), SPLIT);
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text("code")).isEqualTo("PROCESS_EXECUTION_TIMEOUT");
    assertThat(answer.text("message")).contains("timeout", "1 s");
    assertThat(answer.text("stdout")).isEqualTo("so far\n");
    assertThat(answer.text("stderr")).isEqualTo("err\n");
    assertThat(answer.body().indexOf("\"message\"")).isLessThan(answer.body().indexOf("so far"));
    assertThat(lines(pids))
        .hasSize(2)
        .allSatisfy(pid -> assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty());
  }

  @Test
  void aCommandThatNeverStopsWritingTimesOut() {
    Answer answer = toolbox.post("/process/execute", Map.of("command", "yes", "timeout", 1));
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text("result"))
        .startsWith("y\ny\n")
        .contains("is left out here")
        .endsWith("\n");
    assertThat(answer.body()).hasSizeLessThan(4 << 20);
  }

  @Test
  void aBackgroundChildDoesNotHoldTheAnswer() {
    Answer answer = execute("sleep 4764 & echo started");
    assertThat(answer.text("result")).isEqualTo("started\n");
  }

  @Test
  void longOutputIsWholeAndInOrder() throws Exception {
    String command = "{\"command\":\"seq 1 2000000\"}";
    String answer;
    try (InputStream in =
        toolbox.open("POST", "/process/execute", BodyPublishers.ofString(command)).body()) {
      answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringBuilder expected = new StringBuilder("{\"exitCode\":0,\"result\":\"");
    for (int i = 1; i <= 2_000_000; i++) {
      expected.append(i).append("\\n");
    }
    assertThat(answer.equals(expected.append("\"}").toString())).isTrue();
  }

  @Test
  void longSplitOutputComesApart() {
    JsonNode answer =
        toolbox
            .post(
                "/process/execute",
                Map.of("command", "seq 1 300000; seq 1 200000 >&2; cd /usr; exit 3"),
                SPLIT)
            .json();
    assertThat(answer.path("exitCode").asInt()).isEqualTo(3);
    assertThat(answer.path("stdout").asText().lines().count()).isEqualTo(300_000);
    assertThat(answer.path("stderr").asText()).endsWith("\n199999\n200000\n");
    assertThat(answer.path("result").asText().lines().count()).isEqualTo(500_000);
    assertThat(answer.path("cwd").asText()).isEqualTo("/usr");
  }

  @Test
  void whatIsNotTextIsReplaced() {
    Answer answer = execute("LC_ALL=C.UTF-8; printf 'a\\xffb\\x00\\x1b\"\\\\\\u00e4\\U1F600'");
    assertThat(answer.text("result")).isEqualTo("a\ufffdb\0\u001b\"\\\u00e4\ud83d\ude00");
  }

  @Test
  void aCommandRunsOnWhenItsClientHasLeft() throws Exception {
    try (Socket client = toolbox.connect()) {
      String body = "{\"command\":\"echo > began; sleep 1; echo > ended\"}";
      client.getOutputStream().write(toolbox.rawPost("/process/execute", body));
      await(toolbox.home().resolve("began"));
    }
    await(toolbox.home().resolve("ended"));
  }

  private static void await(Path file) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).as(file + " is there in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @Test
  void aCommandMayBeginWithADash() {
    assertThat(execute("-x; echo $?").text("result")).endsWith("-x: command not found\n127\n");
  }

  @Test
  void aSignalIs128AndItsNumber() {
    assertThat(execute("kill -9 $$").json().path("exitCode").asInt()).isEqualTo(137);
  }

  private static Answer execute(String command) {
    return toolbox.post("/process/execute", Map.of("command", command));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
