package dev.sebring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.SessionExecuteRequest;
import dev.sebring.client.CodeInterpreter;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaProcessTimeoutException;
import dev.sebring.client.OpenContext;
import dev.sebring.client.Process;
import dev.sebring.client.RunCodeOptions;
import dev.sebring.client.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What programs hand each other by the names of their descriptors works under gVisor, too. */
class GvisorE2E {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static Installation installation;
  private static Daytona daytona;
  private static Sandbox sandbox;

  @BeforeAll
  static void startSandbox() throws IOException {
    installation = Installation.start();
    daytona = installation.client();
    sandbox =
        daytona.create(
            CreateSandboxParams.builder().labels(Map.of("sebring/runtime", "runsc")).build(), LONG);
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    try {
      sandbox.delete(LONG);
      daytona.close();
    } finally {
      installation.close();
    }
  }

  @Test
  void aSessionKeepsItsStateAndItsCommandsAnswer() {
    Process process = sandbox.getProcess();
    process.createSession("work");

    run(process, "cd /tmp; what=state");

    assertThat(run(process, "echo $what of $PWD; uname -r"))
        .startsWith("state of /tmp\n")
        .contains("gvisor");
    process.deleteSession("work");
  }

  @Test
  void aPythonContextKeepsItsStateOverAnInterruptedRun() {
    keepsItsState(CodeLanguage.PYTHON, "x = 41", "print('on')\nwhile True: pass", "print(x + 1)");
  }

  @Test
  void aJavaScriptContextKeepsItsStateOverAnInterruptedRun() {
    keepsItsState(
        CodeLanguage.JAVASCRIPT,
        "let x = 41",
        "console.log('on'); for (;;) {}",
        "console.log(x + 1)");
  }

  @Test
  void processesThatASnippetSpawnsFindItsFunctions() {
    String code =
        """
        import multiprocessing

        def twice(x):
            return 2 * x

        if __name__ == '__main__':
            with multiprocessing.get_context('spawn').Pool(1) as pool:
                print(pool.map(twice, [21]))
        """;

    assertThat(sandbox.getProcess().codeRun(code).result()).isEqualTo("[42]\n");
  }

  private static void keepsItsState(
      CodeLanguage language, String set, String endless, String show) {
    CodeInterpreter interpreter = sandbox.getCodeInterpreter();
    try (OpenContext context = interpreter.openContext("/tmp", language)) {
      context.runCode(set, new RunCodeOptions().setTimeout(30));

      assertThatExceptionOfType(DaytonaProcessTimeoutException.class)
          .isThrownBy(() -> context.runCode(endless, new RunCodeOptions().setTimeout(2)))
          .satisfies(e -> assertThat(e.stdout()).isEqualTo("on\n"));
      assertThat(context.runCode(show, new RunCodeOptions().setTimeout(30)).stdout())
          .isEqualTo("42\n");
    }
  }

  private static String run(Process process, String command) {
    return process
        .executeSessionCommand("work", new SessionExecuteRequest(command, null, null, null), LONG)
        .stdout();
  }
}
