package dev.sebring.cli.sandbox;

import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.DurationReader;
import dev.sebring.cli.console.ShellWords;
import dev.sebring.client.Daytona;
import dev.sebring.client.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sebring sandbox exec}. */
@Command(
    name = "exec",
    description = {
      "Runs a program in a sandbox. Each argument arrives as it was given; nothing is expanded in"
          + " the sandbox. For a shell's features, run a shell.",
      "Exits with the program's exit code; see `sebring --help` for those that are ours."
    },
    footer = {
      "",
      "Examples:",
      "  sebring sandbox exec box -- ls -l 'a file with spaces'",
      "  sebring sandbox exec --cwd /tmp box -- bash -c 'echo $HOME | rev'"
    })
final class ExecCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Option(names = "--cwd", description = "Where to run; the sandbox's working directory.")
  private @Nullable String cwd;

  @Option(names = "--env", paramLabel = "KEY=VALUE", description = "A variable of the program.")
  private Map<String, String> env = Map.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationReader.class,
      description = "Kill it after so long, such as 90s or 5m; 0 (the default): never.")
  private Duration timeout = Duration.ZERO;

  @Parameters(index = "0", paramLabel = "SANDBOX", description = "Id or name.")
  private String sandbox = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PROGRAM",
      description = "The program and its arguments.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    try (Daytona daytona = new Daytona()) {
      Sandbox target = daytona.get(sandbox);
      Integer seconds = timeout.isZero() ? null : Math.toIntExact(timeout.toSeconds());
      ExecuteResponse response =
          target
              .getProcess()
              .execute(new ExecuteRequest(ShellWords.quote(program()), cwd, env, seconds), true);
      ProgramResult.of(
              target.getId(),
              response.exitCode(),
              response.result(),
              response.stdout(),
              response.stderr())
          .print(console);
      return response.exitCode();
    }
  }

  /** The words without the {@code --} that may stand before them. */
  private List<String> program() {
    return words.size() > 1 && words.get(0).equals("--") ? words.subList(1, words.size()) : words;
  }
}
