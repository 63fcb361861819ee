package dev.sebring.e2e.crash;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.PtySessionInfo;
import dev.sebring.api.SessionCommand;
import dev.sebring.api.SessionExecuteRequest;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.Process;
import dev.sebring.client.PtyCreateOptions;
import dev.sebring.client.PtyHandle;
import dev.sebring.client.PtyResult;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.Screen;
import dev.sebring.e2e.ServeProcess;
import dev.sebring.e2e.TestState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is killed; sessions and terminals go on, and the next server has all of them. */
class KeptShellsE2E {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LINES = 300;

  @ParameterizedTest
  @ValueSource(strings = {"runc", "runsc"})
  void aKilledServerLosesNoSessionNoTerminalAndNoByteOfALog(String runtime) throws Exception {
    Path home = TestState.make();
    try {
      String command;
      try (ServeProcess first = ServeProcess.start(home);
          Daytona daytona = first.client()) {
        Sandbox sandbox =
            daytona.create(
                CreateSandboxParams.builder()
                    .name("kept")
                    .labels(Map.of("sebring/runtime", runtime))
                    .build(),
                LONG);
        command = begin(sandbox.getProcess());
        first.kill();
      }
      try (ServeProcess next = ServeProcess.start(home);
          Daytona daytona = next.client()) {
        Sandbox sandbox = daytona.get("kept");
        requireSession(sandbox.getProcess(), command);
        requireTerminal(sandbox.getProcess());
        sandbox.delete(LONG);
      }
    } finally {
      TestState.destroy(home);
    }
  }

  /**
   * @return the id of a command that the server's end finds at work
   */
  private static String begin(Process process) throws InterruptedException {
    process.createSession("build");
    run(process, "cd /tmp; what=state");
    String count =
        "for i in $(seq 1 "
            + LINES
            + "); do echo line $i; sleep 0.01; done; read answer; echo got $answer; exit 3";
    String command =
        process
            .executeSessionCommand(
                "build", new SessionExecuteRequest("(" + count + ")", true, null, true), LONG)
            .cmdId();

    Screen screen = new Screen();
    PtyCreateOptions options = new PtyCreateOptions().setId("term").setOnData(screen::show);
    try (PtyHandle pty = process.createPty(options)) {
      pty.resize(100, 40);
      pty.sendInput("cd /var; what=terminal; echo ready-$((40 + 2))\r");
      screen.await("ready-42");
    }
    return command;
  }

  private static String run(Process process, String command) {
    return process
        .executeSessionCommand("build", new SessionExecuteRequest(command, null, null, null), LONG)
        .stdout();
  }

  private static void requireSession(Process process, String command) {
    assertThat(process.getSession("build").commands())
        .extracting(SessionCommand::exitCode)
        .containsExactly(0, null);
    process.sendSessionCommandInput("build", command, "yes");
    StringBuilder stdout = new StringBuilder();
    StringBuilder stderr = new StringBuilder();

    process.getSessionCommandLogs("build", command, stdout::append, stderr::append);

    String lines =
        IntStream.rangeClosed(1, LINES).mapToObj(i -> "line " + i + "\n").collect(joining());
    assertThat(stdout).hasToString(lines + "got yes\n");
    assertThat(stderr).isEmpty();
    assertThat(process.getSessionCommandLogs("build", command).stdout())
        .isEqualTo(lines + "got yes\n");
    assertThat(process.getSessionCommand("build", command).exitCode()).isEqualTo(3);
    assertThat(run(process, "echo $what of $PWD")).isEqualTo("state of /tmp\n");
    process.deleteSession("build");
    assertThat(process.listSessions()).isEmpty();
  }

  private static void requireTerminal(Process process) throws InterruptedException {
    assertThat(process.listPtySessions()).extracting(PtySessionInfo::id).containsExactly("term");
    Screen screen = new Screen();
    try (PtyHandle pty = process.connectPty("term", screen::show)) {
      pty.waitForConnection(LONG);
      pty.sendInput("echo $what of $PWD at $(stty size); exit 7\r");
      assertThat(pty.waitForExit(LONG)).isEqualTo(new PtyResult(7, "non-zero exit"));
    }
    assertThat(screen.text()).contains("terminal of /var at 40 100");
    assertThat(process.listPtySessions()).isEmpty();
  }
}
