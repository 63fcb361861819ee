package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.CodeLanguage;
import dev.sebring.tools.RunDetails;
import dev.sebring.tools.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** run_code and run_shell_command. */
class RunFunctionsTest extends ToolkitCase {
  @Test
  @Tag("D4")
  void anExitCodeIsToldWithTheOutputAndIsNoFailureOfTheFunction() {
    ToolResult shell = shell("echo before; exit 3");
    ToolResult code = session.runCode("print('before'); raise ValueError('boom')", null, null);

    assertThat(shell.text()).isEqualTo("before\n[exit code 3]");
    assertThat(shell.isError()).isFalse();
    assertThat(shell.run().exitCode()).isEqualTo(3);
    assertThat(code.text())
        .contains("before")
        .contains("Traceback")
        .contains("ValueError: boom")
        .endsWith("[exit code 1]");
    assertThat(shell("true").text()).isEqualTo("[no output]");
    assertThat(shell("nosuchcommand").text()).contains("nosuchcommand").endsWith("[exit code 127]");
  }

  @Test
  @Tag("D5")
  void aProgramThatDoesNotEndIsKilledWithAllItStarted() {
    String nap =
        "4711." + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE); // of this run alone
    ToolResult result =
        session.runShellCommand("sleep " + nap + " & sleep " + nap, Duration.ofSeconds(1));

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("killed").contains("1 s").contains("timeout_seconds");
    assertThat(result.run().exitCode()).isNull();
    assertThat(shell("pgrep -fx 'sleep " + nap + "'").run().exitCode()).isEqualTo(1);
    assertThat(
            session.runCode("while True: pass", CodeLanguage.PYTHON, Duration.ofSeconds(1)).text())
        .contains("killed");
  }

  @Test
  @Tag("D5")
  void noProgramRunsLongerThanTheToolkitAllows() {
    session = open(toolkit().timeout(Duration.ofSeconds(1))).session(newSessionId());

    assertThat(session.runShellCommand("sleep 30", Duration.ofSeconds(20)).text())
        .contains("had not ended after 1 s");
  }

  @Test
  void whatAKilledProgramPrintedIsTold() {
    ToolResult result = session.runShellCommand("echo so far; sleep 30", Duration.ofSeconds(1));

    assertThat(result.text()).contains("so far");
    assertThat(result.run().output()).isEqualTo("so far\n");
  }

  @Test
  void theStreamsAreToldApart() {
    RunDetails run = shell("echo out; echo err >&2").run();

    assertThat(run)
        .isEqualTo(new RunDetails(0, run.output(), "out\n", "err\n", null, List.of(), null));
    assertThat(run.output()).contains("out\n").contains("err\n");
  }

  @Test
  @Tag("D14")
  void codeRunsInTheWorkingDirectory() {
    shell(
        "mkdir -p work; echo 'value = 42' >work/helper.py; echo 'exports.value = 43'"
            + " >work/helper.js");
    session.changeDirectory("work");

    assertThat(
            session
                .runCode("import os, helper; print(os.getcwd(), helper.value)", null, null)
                .text())
        .isEqualTo(session.workingDirectory() + " 42\n");
    assertThat(
            session
                .runCode(
                    "console.log(process.cwd(), require('./helper').value)",
                    CodeLanguage.JAVASCRIPT,
                    null)
                .text())
        .isEqualTo(session.workingDirectory() + " 43\n");
    assertThat(session.runCode("open('made.txt', 'w').write('x')", null, null).isError()).isFalse();
    assertThat(session.listFiles(null).text()).contains("made.txt").doesNotContain("sebring-");
  }

  @Test
  @Tag("D14")
  void theFirstWorkingDirectoryIsTheSandboxsOwn() {
    assertThat(shell("pwd").text().strip())
        .isEqualTo(session.workingDirectory())
        .isNotEqualTo("/home/daytona");
  }

  @Test
  @Tag("D15")
  void codeIsNotChanged() {
    String code =
        "s = 'true false null'\n"
            + "print(s, '{\"a\": true}', \"'\" + '\\\\n', 'ä', \"\"\"EOF\n"
            + "\"\"\", end='')";

    assertThat(session.runCode(code, null, null).text())
        .isEqualTo("true false null {\"a\": true} '\\n ä EOF\n");
  }

  @ParameterizedTest
  @Tag("D16")
  @EnumSource(
      value = CodeLanguage.class,
      names = {"PYTHON", "JAVASCRIPT"})
  void theToolkitsLanguageIsThatOfEveryCall(CodeLanguage language) {
    String code =
        language == CodeLanguage.PYTHON ? "print(1 if [] else 2)" : "console.log([] ? 1 : 2)";
    String expected = language == CodeLanguage.PYTHON ? "2\n" : "1\n";
    String id = newSessionId();
    session = open(toolkit().sandboxLanguage(language)).session(id);

    assertThat(session.runCode(code, null, null).text()).isEqualTo(expected);
    assertThat(session.runCode(code, null, null).text()).isEqualTo(expected);
    assertThat(
            open(toolkit().sandboxLanguage(language)).session(id).runCode(code, null, null).text())
        .isEqualTo(expected);
    assertThat(sandboxes().get(0).labels()).containsEntry("code-toolbox-language", language.wire());
    assertThat(session.runCode("print('py')", CodeLanguage.PYTHON, null).text()).isEqualTo("py\n");
  }

  @Test
  void longOutputKeepsItsEndsAndTheWholeOfItIsInAFile() {
    ToolResult result =
        session.runCode("print('first'); print('x' * 50_000); print('last')", null, null);

    assertThat(result.text())
        .startsWith("first\nx")
        .endsWith("x\nlast\n")
        .contains("characters left out")
        .hasSizeLessThan(21_000);
    assertThat(result.truncated()).isTrue();
    assertThat(result.run().outputFile()).startsWith("/tmp/sebring-output/");
    assertThat(result.text()).contains(result.run().outputFile());
    assertThat(session.readFile(result.run().outputFile()).text())
        .isEqualTo(result.run().output())
        .hasSize(50_012);
    session.deleteFile(result.run().outputFile()); // it is in this host's directory
  }

  @Test
  void anOutputTooLargeForThisProcessIsGivenUpWithAdvice() {
    ToolResult result = shell("head -c 100000000 /dev/zero | tr '\\0' x");

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("too large to take").contains("to a file");
    assertThat(shell("echo still here").text()).isEqualTo("still here\n");
  }

  @Test
  void anEmptyProgramIsAnErrorThatSaysWhatToSend() {
    assertThat(shell(" \n").text()).contains("The command is empty");
    assertThat(session.runCode("", null, null).text()).contains("The code is empty");
  }

  @Test
  void aWorkingDirectoryThatIsGoneIsSaidToBe() {
    session.changeDirectory("/");
    shell("mkdir -p ~/brief; cd ~/brief");
    open(toolkit()).session(session.id()).runShellCommand("rmdir ~/brief", null);

    ToolResult result = shell("pwd");

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("brief").contains("change_directory");
    assertThat(session.changeDirectory("~").isError()).isFalse();
  }
}
