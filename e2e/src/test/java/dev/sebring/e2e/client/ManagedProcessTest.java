package dev.sebring.e2e.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.LogFrame;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ProcessExit;
import dev.sebring.client.DaytonaBadRequestException;
import dev.sebring.client.DaytonaConflictException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Process;
import dev.sebring.client.ProcessHandle;
import dev.sebring.client.ProcessOptions;
import dev.sebring.client.ProcessResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManagedProcessTest {
  private static ServedSandbox served;
  private static Process process;

  @BeforeAll
  static void start() throws IOException {
    served = new ServedSandbox();
    process = served.sandbox().getProcess();
  }

  @AfterAll
  static void stop() throws IOException {
    served.close();
  }

  @Test
  void aCommandIsRunToItsEnd() {
    ProcessResult result = process.run("echo out; echo error >&2; exit 3");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("error\n");
    assertThat(result.reason()).isEqualTo("exited");
  }

  @Test
  void moreOutputThanAPageIsAllThere() {
    assertThat(process.run("seq 500000").stdout()).endsWith("\n500000\n").hasSize(3_388_895);
  }

  @Test
  void optionsReachTheProgram() {
    ProcessResult result =
        process.run(
            ProcessOptions.argv("sh", "-c", "pwd; echo \"$A $1\"", "x", "a  b")
                .setCwd("/tmp")
                .setEnv(Map.of("A", "1")),
            null);

    assertThat(result.stdout()).isEqualTo("/tmp\n1 a  b\n");
  }

  @Test
  void whoDoesNotWaitLongerLeavesItRunning() {
    ProcessOptions options = ProcessOptions.command("echo so far; sleep 1000").setName("slow");
    Duration wait = Duration.ofMillis(200);
    ProcessResult result = process.run(options, wait);
    while (result.stdout().isEmpty()) {
      process.connect("slow").close();
      wait = wait.multipliedBy(2);
      result = process.run(options, wait);
    }

    assertThat(result.reason()).isEqualTo("timed_out");
    assertThat(result.exitCode()).isNull();
    assertThat(result.stdout()).isEqualTo("so far\n");
    assertThat(process.get("slow").id()).isEqualTo(result.processId());
    assertThat(process.get("slow").state()).isEqualTo("running");
    process.connect("slow").close();
  }

  @Test
  void aProcessWhoseTimeIsUpIsKilled() {
    ProcessResult result =
        process.run(
            ProcessOptions.command("sleep 1000; echo no")
                .setExecutionTimeout(Duration.ofMillis(500)),
            null);

    assertThat(result.reason()).isEqualTo("timed_out");
    assertThat(result.signal()).isEqualTo("SIGKILL");
    assertThat(result.stdout()).isEmpty();
  }

  @Test
  void aLogIsFollowedWhileItIsWrittenAndFromACursor() {
    ProcessOptions options = ProcessOptions.command("echo one; read x; echo \"$x\"").setStdin(true);
    try (ProcessHandle handle = process.start(options)) {
      List<LogFrame> frames = new ArrayList<>();
      handle.streamLogs(frame -> {
        if (frames.isEmpty()) {
          handle.stdin("two\n");
        }
        frames.add(frame);
      });

      assertThat(frames).extracting(LogFrame::data).containsExactly("one\n", "two\n");
      List<String> rest = new ArrayList<>();
      handle.streamLogs(frames.get(0).cursor(), frame -> rest.add(frame.data()));
      assertThat(rest).containsExactly("two\n");
    }
  }

  /** What does not fit into the connection waits in the sandbox, so that nothing is lost. */
  @Test
  void aFollowerThatIsSlowGetsAllOfIt() {
    int bytes = 30_000_000;
    try (ProcessHandle handle = process.start("head -c " + bytes + " /dev/zero | tr '\\0' x")) {
      AtomicReference<ProcessExit> end = new AtomicReference<>();
      AtomicLong got = new AtomicLong();
      handle.streamLogs(frame -> {
        if (end.get() == null) {
          end.set(handle.waitForExit());
        }
        got.addAndGet(frame.data().length());
      });

      assertThat(end.get().exitCode()).isZero();
      assertThat(got).hasValue(bytes);
    }
  }

  @Test
  void aFollowerEndsByThrowing() {
    try (ProcessHandle handle = process.start("echo up; sleep 1000")) {
      assertThatThrownBy(() ->
              handle.streamLogs(frame -> {
                throw new IllegalStateException("enough");
              }))
          .hasMessage("enough");
      assertThat(handle.get().state()).isEqualTo("running");
    }
  }

  @Test
  void aProcessThatIgnoresItsSignalIsKilled() {
    try (ProcessHandle handle =
        process.start("trap '' TERM; echo up; while :; do sleep 0.1; done")) {
      handle.streamLogs(killing(handle));

      assertThat(handle.waitForExit().signal()).isEqualTo("SIGKILL");
      assertThatThrownBy(handle::kill).isInstanceOf(DaytonaConflictException.class);
    }
  }

  private static Consumer<LogFrame> killing(ProcessHandle handle) {
    return frame -> handle.kill("SIGTERM", Duration.ofMillis(300), null);
  }

  @Test
  void aTerminalIsTypedAtAndResized() {
    try (ProcessHandle handle = process.start(ProcessOptions.terminal().setTerminal(100, 30))) {
      handle.resize(120, 40);
      handle.stdin("stty size; exit 4\n".getBytes(US_ASCII));

      assertThat(handle.waitForExit().exitCode()).isEqualTo(4);
      StringBuilder shown = new StringBuilder();
      handle.logs().frames().forEach(frame -> shown.append(frame.data()));
      assertThat(shown.toString()).contains("40 120\r\n");
      assertThat(handle.get().kind()).isEqualTo("pty");
    }
  }

  @Test
  void aProcessIsFoundUntilItIsClosed() {
    ProcessHandle handle = process.start(ProcessOptions.argv("sleep", "1000").setName("found"));

    assertThat(process.list()).extracting(ManagedProcess::id).contains(handle.getId());
    assertThat(process.get("found").argv()).containsExactly("sleep", "1000");
    handle.close();
    handle.close();
    assertThatThrownBy(handle::get).isInstanceOf(DaytonaNotFoundException.class);
    assertThatThrownBy(() -> handle.streamLogs(frame -> {}))
        .isInstanceOf(DaytonaNotFoundException.class);
  }

  @Test
  void waitingEndsWithItsTime() {
    try (ProcessHandle handle = process.start("sleep 1000")) {
      assertThat(handle.waitForExit(Duration.ofMillis(50)).reason()).isEqualTo("timed_out");
    }
  }

  @Test
  void theEndOfInputIsTold() {
    try (ProcessHandle handle = process.start(ProcessOptions.command("cat").setStdin(true))) {
      handle.stdin("in\n");
      handle.stdinEof();

      assertThat(handle.waitForExit().exitCode()).isZero();
      assertThat(handle.logs().frames()).extracting(LogFrame::data).containsExactly("in\n");
    }
  }

  @Test
  void whatCannotBeStartedIsSaid() {
    assertThatThrownBy(() -> process.start(ProcessOptions.argv("/no/such")))
        .isInstanceOf(DaytonaBadRequestException.class)
        .hasMessageContaining("/no/such");
  }
}
