package dev.sebring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SebringTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyCommandHasHelpWithExamplesOrIsAGroup() {
    everyCommand(Sebring.commandLine())
        .filter(command -> command.getSubcommands().isEmpty())
        .forEach(command ->
            assertThat(command.getUsageMessage())
                .as(command.getCommandSpec().qualifiedName())
                .contains("Example"));
  }

  @Test
  void anUnknownOptionIsAMistakeInUsage() {
    assertThat(run("sandbox", "list", "--colour")).isEqualTo(2);
    assertThat(err.toString()).contains("--colour");
  }

  @Test
  void aFileOfUnknownLanguageIsAMistakeInUsageThatNamesTheOption() {
    assertThat(run("run", "notes.txt")).isEqualTo(2);
    assertThat(err.toString()).contains("--language");
  }

  @Test
  void aMissingFileIsOurFailureAndNotTheProgramsExit() {
    assertThat(run("run", "/no/such/file.py")).isEqualTo(125);
    assertThat(err.toString()).isEqualTo("sebring: there is no file /no/such/file.py\n");
  }

  @Test
  void optionsAfterTheFileBelongToTheProgram() {
    CommandLine.ParseResult run =
        Sebring.commandLine().parseArgs("run", "a.py", "--json", "-x").subcommand();
    assertThat(run.hasMatchedOption("--json")).isFalse();
    assertThat(run.originalArgs()).endsWith("a.py", "--json", "-x");
  }

  private int run(String... arguments) {
    return Sebring.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static Stream<CommandLine> everyCommand(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(SebringTest::everyCommand));
  }
}
