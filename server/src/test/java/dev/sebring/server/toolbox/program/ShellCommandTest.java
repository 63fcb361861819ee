package dev.sebring.server.toolbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.toolbox.program.TestSandbox.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellCommandTest {
  private static TestSandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = new TestSandbox(Map.of());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  static List<String> commands() {
    return Cases.read("commands.txt").stream().map(String::stripTrailing).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandBehavesAsUnderBash(String command) {
    Result real = sandbox.run(SpawnRequest.builder("bash", "-c", command));
    assertThat(run(new ShellCommand(command, false)).output()).isEqualTo(real.output());
    Result reporting = run(new ShellCommand(command, true));
    assertThat(reporting.output()).isEqualTo(real.output());
    assertThat(reporting.exitCode()).isEqualTo(real.exitCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          cd /usr                                    @ /usr
          cd /usr; exit 3                            @ /usr
          set -e; cd /usr; false; cd /               @ /usr
          trap 'echo bye' EXIT; cd /usr              @ /usr
          trap 'cd /' EXIT; cd /usr                  @ /
          cd /usr && exec true                       @ /usr
          cd /usr; kill -TERM $$                     @ /usr
          cd /usr; kill -KILL $$                     @ /usr
          (cd /usr); true                            @ ~
          cd /usr | cat                              @ ~
          cd /usr & wait                             @ ~
          x=$(cd /usr; pwd)                          @ ~
          cd /usr && cd - > /dev/null                @ ~
          cd /; cd ~                                 @ ~
          pushd /usr > /dev/null                     @ /usr
          pushd /usr; pushd /; popd                  @ /usr
          command cd /usr                            @ /usr
          builtin cd /usr                            @ /usr
          eval 'cd /usr'                             @ /usr
          cd /missing; cd /usr; cd /gone             @ /usr
          PWD=/wrong; cd /usr; PWD=/wrong            @ /usr
          echo hello                                 @ ~
          )                                          @ ~
          """)
  void theDirectoryIsTheOneThatTheShellEndedIn(String command, String directory) {
    Result result = run(new ShellCommand(command, true));
    assertThat(result.directory())
        .hasValue(directory.equals("~") ? sandbox.home().toString() : directory);
  }

  @Test
  void theDirectoryIsKnownAfterASyntaxError() {
    Result result = run(new ShellCommand("cd /usr\n)", true));
    assertThat(result.directory()).hasValue("/usr");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aDirectoryWithANewlineInItsNameIsTold() {
    Result result = run(new ShellCommand("mkdir -p $'/tmp/a\nb' && cd $'/tmp/a\nb'", true));
    assertThat(result.directory()).hasValue("/tmp/a\nb");
    run(new ShellCommand("rmdir $'/tmp/a\nb'", false));
  }

  @Test
  void aCommandOfMegabytesRuns() {
    String big = "x".repeat(3_000_000);
    Result result = run(new ShellCommand("echo " + big + " | wc -c; echo \"$0 $#\"", true));
    assertThat(result.output()).isEqualTo("3000001\nbash 0\n");
  }

  @Test
  void aBashEnvOfTheRequestIsReadAfterOurs() {
    sandbox.write("env.bash", "greet() { echo hi $1; }\n");
    String file = sandbox.home().resolve("env.bash").toString();
    Map<String, String> variables = Map.of("BASH_ENV", file);
    for (boolean reports : List.of(true, false)) {
      ShellCommand command = new ShellCommand("greet you; echo $BASH_ENV", reports);
      Result result = sandbox.run(command.starts(variables).getFirst());
      assertThat(result.output()).isEqualTo("hi you\n" + file + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cd /usr; exit 3", "cd /usr; nosuch", "cd /usr"})
  void withoutBashTheOtherShellDoes(String command) {
    SpawnRequestBuilder start = new ShellCommand(command, true).starts(Map.of()).getLast();
    Result result = sandbox.run(start);
    Result real = sandbox.run(SpawnRequest.builder("sh", "-c", command));
    assertThat(result.output()).isEqualTo(real.output());
    assertThat(result.exitCode()).isEqualTo(real.exitCode());
    assertThat(result.directory()).hasValue("/usr");
  }

  private static Result run(ShellCommand command) {
    return sandbox.run(command.starts(Map.of()).getFirst());
  }
}
