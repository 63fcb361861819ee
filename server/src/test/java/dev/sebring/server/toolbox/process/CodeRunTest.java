package dev.sebring.server.toolbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeRunTest {
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
    Answer answer =
        python("import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3)\nsys.exit(4)", Map.of());
    assertThat(answer.body()).isEqualTo("{\"exitCode\":4,\"result\":\"1\\n2\\n3\\n\"}");
  }

  @Test
  void argumentsVariablesAndDirectoryAreTheRequests() {
    Answer answer =
        python(
            "import os, sys; print(sys.argv[1:], os.environ['A'], os.getcwd())",
            Map.of("argv", List.of("a b", "'c'", "$X"), "envs", Map.of("A", "v w"), "cwd", "/usr"));
    assertThat(answer.text("result")).isEqualTo("['a b', \"'c'\", '$X'] v w /usr\n");
  }

  @Test
  void splitOutputComesApartWithoutADirectory() {
    Answer answer =
        toolbox.post(
            "/process/code-run",
            Map.of("language", "python", "code", "import sys; print(1); print(2, file=sys.stderr)"),
            "X-Daytona-Split-Output",
            "true");
    assertThat(answer.text("stdout")).isEqualTo("1\n");
    assertThat(answer.text("stderr")).isEqualTo("2\n");
    assertThat(answer.json().has("cwd")).isFalse();
  }

  @Test
  void aProgramThatTakesTooLongIsKilled() {
    Answer answer = python("import time; print('so far'); time.sleep(60)", Map.of("timeout", 1));
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text("code")).isEqualTo("PROCESS_EXECUTION_TIMEOUT");
    assertThat(answer.text("result")).isEqualTo("so far\n");
  }

  @Test
  void anUnknownLanguageIsRefusedWithThoseThatThereAre() {
    Answer answer =
        toolbox.post("/process/code-run", Map.of("language", "cobol", "code", "DISPLAY 1"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("message")).contains("cobol", "python", "typescript");
  }

  @Test
  void aMissingInterpreterIs127WithAMessage() {
    Answer answer = python("print(1)", Map.of("envs", Map.of("PATH", "/nonexistent")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("exitCode").asInt()).isEqualTo(127);
    assertThat(answer.text("result")).contains("python3: command not found");
  }

  @Test
  void withoutAdditionsTheServerIsAsAnyOther() {
    try (ToolboxServer plain = new ToolboxServer(false)) {
      Map<String, Object> request =
          Map.of("language", "python", "code", "import os; print(os.getcwd())", "cwd", "/usr");
      Answer answer = plain.post("/process/code-run", request, "X-Daytona-Split-Output", "true");
      assertThat(answer.text("result")).isEqualTo(plain.home() + "\n");
      assertThat(answer.json().has("stdout")).isFalse();
      Answer late =
          plain.post("/process/execute", Map.of("command", "echo x; sleep 9", "timeout", 1));
      assertThat(late.status()).isEqualTo(408);
      assertThat(late.json().has("result")).isFalse();
    }
  }

  private static Answer python(String code, Map<String, Object> more) {
    Map<String, Object> request = new HashMap<>(more);
    request.put("language", "python");
    request.put("code", code);
    return toolbox.post("/process/code-run", request);
  }
}
