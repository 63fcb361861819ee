package dev.sebring.cli.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.CodeRunResponse;
import dev.sebring.cli.console.CommandException;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.DurationReader;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.cli.console.LanguageReader;
import dev.sebring.client.Daytona;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sebring run}. */
@Command(
    name = "run",
    description = {
      "Runs a file in a sandbox of its own, which is deleted afterwards.",
      "Exits with the program's exit code; see `sebring --help` for those that are ours."
    },
    footer = {
      "",
      "Examples:",
      "  sebring run script.py --verbose input.csv",
      "  echo 'console.log([3, 1, 2].sort())' | sebring run --language javascript -",
      "  sebring run --sandbox box --timeout 30s app.ts"
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Option(
      names = "--language",
      converter = LanguageReader.class,
      description = "python, javascript or typescript; by the file's ending if not given.")
  private @Nullable CodeLanguage language;

  @Option(
      names = "--sandbox",
      paramLabel = "ID",
      description = "Run in this sandbox, and leave it.")
  private @Nullable String sandbox;

  @Option(names = "--env", paramLabel = "KEY=VALUE", description = "A variable of the program.")
  private Map<String, String> env = Map.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationReader.class,
      description = "Kill it after so long, such as 90s or 5m; 0 (the default): never.")
  private Duration timeout = Duration.ZERO;

  @Parameters(index = "0", paramLabel = "FILE", description = "The program; - is standard input.")
  private String file = "";

  @Parameters(index = "1..*", paramLabel = "ARG", description = "The program's arguments.")
  private List<String> arguments = List.of();

  /** Made by picocli. */
  public RunCommand() {}

  @Override
  public Integer call() throws IOException {
    CodeLanguage spoken = spokenLanguage();
    Integer seconds = timeout.isZero() ? null : Math.toIntExact(timeout.toSeconds());
    CodeRunRequest request = new CodeRunRequest(code(), spoken, arguments, env, seconds, null);
    try (Daytona daytona = new Daytona();
        BorrowedSandbox box = BorrowedSandbox.of(daytona, sandbox, spoken)) {
      CodeRunResponse response = box.sandbox().getProcess().codeRun(request, true);
      ProgramResult.of(
              box.sandbox().getId(),
              response.exitCode(),
              response.result(),
              response.stdout(),
              response.stderr())
          .print(console);
      return response.exitCode();
    }
  }

  private String code() throws IOException {
    if (file.equals("-")) {
      return new String(System.in.readAllBytes(), UTF_8);
    }
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new CommandException(ExitCode.FAILED, "there is no file " + file);
    }
  }

  private CodeLanguage spokenLanguage() {
    if (language != null) {
      return language;
    }
    String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return LanguageReader.ofEnding(ending)
        .orElseThrow(() ->
            new CommandException(
                ExitCode.USAGE,
                "the language of "
                    + (file.equals("-") ? "standard input" : file)
                    + " is not known: give --language python, javascript or typescript"));
  }
}
