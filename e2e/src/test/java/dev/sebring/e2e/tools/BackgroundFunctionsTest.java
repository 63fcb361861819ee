package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.Json;
import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** run_background, read_output and stop_process. */
class BackgroundFunctionsTest extends ToolkitCase {
  private static final Duration LONG = Duration.ofSeconds(50);

  private String start(String command) {
    ToolResult started = session.runBackground(command);
    assertThat(started.isError()).as(started.text()).isFalse();
    assertThat(started.text()).contains(started.run().processId()).contains("read_output");
    return started.run().processId();
  }

  /** What it has printed, once that contains a text. */
  private String printed(String id, String text) {
    ToolResult read = session.readOutput(id, 0, null);
    while (!read.text().contains(text)) {
      assertThat(read.run().exitCode()).as(read.text()).isNull();
      read = session.readOutput(id, 0, null);
    }
    return read.text();
  }

  @Test
  void aServerAnswersWhileTheAgentWorksAndIsGoneWhenItIsStopped() {
    String id = start("python3 -u -m http.server --bind 127.0.0.1 0");
    Matcher port = Pattern.compile("port (\\d+)").matcher(printed(id, "port "));
    assertThat(port.find()).isTrue();
    String ask =
        "import urllib.request\n"
            + "print(urllib.request.urlopen('http://127.0.0.1:"
            + port.group(1)
            + "').status)";

    assertThat(session.runCode(ask, null, null).text()).isEqualTo("200\n");
    assertThat(printed(id, "GET /")).contains("[still running");
    ToolResult stopped = session.stopProcess(id);

    assertThat(stopped.text()).startsWith("Stopped " + id).contains("GET /");
    assertThat(stopped.run().exitCode()).isNull();
    assertThat(session.runCode(ask, null, null).text()).contains("Connection refused");
  }

  @Test
  void aJobTellsHowItEndedAndThatIsNoFailureOfTheFunction() {
    ToolResult ended = session.readOutput(start("echo out; echo err >&2; exit 3"), 0, LONG);

    assertThat(ended.isError()).isFalse();
    assertThat(ended.text())
        .contains("out\n")
        .contains("err\n")
        .endsWith("\n[ended with exit code 3]");
    assertThat(ended.run().exitCode()).isEqualTo(3);
    assertThat(ended.run().stdout()).isEqualTo("out\n");
    assertThat(ended.run().stderr()).isEqualTo("err\n");
    assertThat(session.readOutput(start("true"), 0, LONG).text())
        .isEqualTo("[no output]\n[ended with exit code 0]");
    assertThat(session.readOutput(start("echo ' quoted: '\\''; if"), 0, LONG).text())
        .contains("unexpected");
  }

  /** Daytona's own server has three such bytes before the lines of a log. */
  @Test
  void theBytesThatSayWhoseALineIsAreInNeitherTextNorDetails() {
    String id = start("printf '\\1\\1\\1out\\n\\2\\2\\2err\\n'");
    String printed = additions ? "\1\1\1out\n\2\2\2err\n" : "out\nerr\n";

    ToolResult read = session.readOutput(id, 0, LONG);
    ToolResult stopped = session.stopProcess(id);

    assertThat(read.text()).startsWith(printed);
    assertThat(read.run().output()).isEqualTo(printed);
    assertThat(stopped.text()).endsWith(printed);
    assertThat(stopped.run().output()).isEqualTo(printed);
  }

  @Test
  void onlyWhatIsNewIsShownToWhoSaysWhatIsKnown() {
    String id = start("echo eins; until [ -e go ]; do sleep 0.05; done; echo zwei");

    assertThat(printed(id, "eins\n"))
        .isEqualTo("eins\n[still running; from_character 5 leaves this out]");
    assertThat(session.readOutput(id, 5, null).text()).startsWith("[no new output]\n");
    session.createFile("go", "");
    assertThat(session.readOutput(id, 5, LONG).text()).isEqualTo("zwei\n[ended with exit code 0]");
    assertThat(session.readOutput(id, 5_000, LONG).text()).startsWith("[no new output]\n");
  }

  @Test
  void aCharacterOfWhichOnlyTheFirstByteIsThereComesWholeTheNextTime() {
    String id = start("printf 'zw\\303'; until [ -e go ]; do sleep 0.05; done; printf '\\266lf'");

    assertThat(printed(id, "zw\uFFFD"))
        .isEqualTo("zw\uFFFD\n[still running; from_character 2 leaves this out]");
    session.createFile("go", "");
    assertThat(session.readOutput(id, 2, LONG).text()).isEqualTo("ölf\n[ended with exit code 0]");
  }

  @Test
  void aWaitEndsThoughTheProgramRunsOn() {
    String id = start("sleep 1000");

    assertThat(session.readOutput(id, 0, Duration.ofMillis(300)).text()).contains("still running");
  }

  @Test
  void stoppingEndsWhatHasDetachedItselfToo() {
    String nap = "4712." + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    String id = start("setsid sleep " + nap + " & echo on; sleep " + nap);
    printed(id, "on\n");

    session.stopProcess(id);

    assertThat(shell("pgrep -fx 'sleep " + nap + "'").run().exitCode()).isEqualTo(1);
  }

  @Test
  void itRunsInTheWorkingDirectory() {
    session.runShellCommand("mkdir \"it's\" && cd \"it's\"", null);

    assertThat(session.readOutput(start("pwd"), 0, LONG).text())
        .startsWith(session.workingDirectory() + "\n");
    shell("rmdir \"$PWD\"");
    assertThat(session.runBackground("pwd").text())
        .contains("is gone")
        .contains("change_directory");
    assertThat(session.runBackground(" \n").text()).contains("The command is empty");
  }

  @Test
  void anotherProcessOfTheSameSessionFindsIt() {
    String id = start("echo here; sleep 1000");
    printed(id, "here\n");

    ToolSession other = open(toolkit()).session(session.id());

    assertThat(other.readOutput(id, 0, null).text()).startsWith("here\n[still running");
    assertThat(other.stopProcess(id).text()).contains("Stopped");
  }

  @Test
  void whoAsksForAProgramThatIsNotThereIsToldWhichAre() {
    assertThat(session.readOutput("bg-none", 0, null).text()).contains("run_background");
    String id = start("echo \"it's up\"; sleep 1000\n# second line");
    String ended = start("exit 4");
    session.readOutput(ended, 0, LONG);

    ToolResult read = session.readOutput("bg-none", 0, null);

    assertThat(read.isError()).isTrue();
    assertThat(read.text())
        .contains("no background program bg-none")
        .contains(id + " (still running): echo \\\"it's up\\\"; sleep 1000")
        .contains(ended + " (ended with exit code 4): exit 4")
        .doesNotContain("second line");
    session.stopProcess(id);
    assertThat(session.stopProcess(id).isError()).isTrue();
  }

  @Test
  void ofThoseThatHaveEndedTheLastEightAreKept() {
    String running = start("sleep 1000");
    String first = start("true");
    session.readOutput(first, 0, LONG);
    String second = start("true");
    session.readOutput(second, 0, LONG);
    for (int i = 0; i < 7; i++) {
      session.readOutput(start("true"), 0, LONG);
    }

    assertThat(session.readOutput(first, 0, null).isError()).isTrue();
    assertThat(session.readOutput(second, 0, null).isError()).isFalse();
    assertThat(session.readOutput(running, 0, null).text()).contains("still running");
  }

  @Test
  void longOutputKeepsItsEndsAndTheWholeOfItIsInAFile() {
    String id = start("echo first; head -c 50000 /dev/zero | tr '\\0' x; echo; echo last");

    ToolResult result = session.readOutput(id, 0, LONG);

    assertThat(result.text())
        .startsWith("first\nx")
        .contains("characters left out")
        .endsWith("x\nlast\n[ended with exit code 0]")
        .hasSizeLessThan(21_000);
    assertThat(result.truncated()).isTrue();
    assertThat(session.readFile(result.run().outputFile()).text()).hasSize(50_012);
    session.deleteFile(result.run().outputFile()); // it is in this host's directory
  }

  @Test
  void aProgramThatHasPrintedTooMuchToTakeIsStoppedAllTheSame() {
    String id = start("head -c 100000000 /dev/zero | tr '\\0' x; touch done; sleep 1000");
    while (!session.listFiles(null).text().contains("done")) {
      Thread.onSpinWait();
    }

    ToolResult read = session.readOutput(id, 0, null);
    ToolResult stopped = session.stopProcess(id);

    assertThat(read.isError()).isTrue();
    assertThat(read.text()).contains("too large to take").contains("to a file");
    assertThat(stopped.text()).startsWith("Stopped").contains("too large to take");
    assertThat(session.stopProcess(id).isError()).isTrue();
  }

  @Test
  void aModelCallsThemByNameAndIsPointedToThemByATimeout() {
    assertThat(tools.call(session.id(), "run_background", "{}").text())
        .contains("There is no function");
    tools = open(toolkit().includeFunctions("run_background", "read_output", "stop_process"));
    session = tools.session(session.id());

    String id = call("run_background", Map.of("command", "echo hi; exit 2")).run().processId();

    assertThat(call("read_output", Map.of("process_id", id, "wait_seconds", 50)).text())
        .isEqualTo("hi\n[ended with exit code 2]");
    assertThat(call("read_output", Map.of("process_id", id, "wait_seconds", 0)).text())
        .isEqualTo("hi\n[ended with exit code 2]");
    assertThat(call("read_output", Map.of("process_id", id, "wait_seconds", -1)).text())
        .contains("wait_seconds");
    assertThat(call("read_output", Map.of("process_id", id, "from_character", 3)).text())
        .isEqualTo("[no new output]\n[ended with exit code 2]");
    assertThat(call("read_output", Map.of("process_id", id, "from_character", -1)).text())
        .contains("from_character");
    assertThat(call("stop_process", Map.of("process_id", id)).text())
        .isEqualTo(id + " had already ended, with exit code 2. It had printed:\nhi\n");
    assertThat(session.runShellCommand("sleep 30", Duration.ofSeconds(1)).text())
        .contains("start it with run_background");
  }

  private ToolResult call(String function, Map<String, ?> arguments) {
    return tools.call(session.id(), function, Json.write(arguments));
  }
}
