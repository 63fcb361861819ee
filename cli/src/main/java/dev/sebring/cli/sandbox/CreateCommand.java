package dev.sebring.cli.sandbox;

import dev.sebring.api.CodeLanguage;
import dev.sebring.cli.console.CommandException;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.DurationReader;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.cli.console.LanguageReader;
import dev.sebring.client.CreateSandboxParams;
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

/** {@code sebring sandbox create}. */
@Command(
    name = "create",
    description = "Creates a sandbox, starts it, and prints its id.",
    footer = {
      "",
      "Examples:",
      "  sebring sandbox create --name box --language typescript --env MODE=test",
      "  id=$(sebring sandbox create --ephemeral)"
    })
final class CreateCommand implements Callable<Integer> {
  private static final Duration CREATE_LIMIT = Duration.ofMinutes(5);

  @Mixin private Console console = new Console();

  @Option(names = "--name", description = "A name to use like the id; the id by default.")
  private @Nullable String name;

  @Option(
      names = "--language",
      converter = LanguageReader.class,
      description = "Language of its code runs: ${DEFAULT-VALUE} by default.",
      defaultValue = "python")
  private CodeLanguage language = CodeLanguage.PYTHON;

  @Option(names = "--snapshot", description = "What it is made from; the server's default.")
  private @Nullable String snapshot;

  @Option(names = "--env", paramLabel = "KEY=VALUE", description = "A variable of its programs.")
  private Map<String, String> env = Map.of();

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "A label to find it by.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--auto-stop",
      paramLabel = "TIME",
      converter = DurationReader.class,
      description = "Stop it after so long without activity, such as 30m or 2h; 0: never.")
  private @Nullable Duration autoStop;

  @Option(names = "--ephemeral", description = "Delete it when it stops.")
  private boolean ephemeral;

  @Option(names = "--no-network", description = "Let it reach nothing.")
  private boolean noNetwork;

  @Option(
      names = "--allow-network",
      paramLabel = "CIDR",
      split = ",",
      description = "Let it reach this network and nothing else that is not listed too.")
  private List<String> networks = List.of();

  @Option(
      names = "--allow-domain",
      paramLabel = "NAME",
      split = ",",
      description = "Let it reach this domain and nothing else that is not listed too.")
  private List<String> domains = List.of();

  @Override
  public Integer call() {
    CreateSandboxParams params = params();
    try (Daytona daytona = new Daytona()) {
      Sandbox sandbox = daytona.create(params, CREATE_LIMIT);
      if (console.json()) {
        console.printJson(sandbox.getData());
      } else {
        console.line(sandbox.getId());
      }
    }
    return ExitCode.OK;
  }

  private CreateSandboxParams params() {
    try {
      return CreateSandboxParams.builder()
          .name(name)
          .language(language)
          .snapshot(snapshot)
          .envVars(env)
          .labels(labels)
          .autoStop(autoStop)
          .autoDelete(ephemeral ? Duration.ZERO : null)
          .networkBlockAll(noNetwork ? true : null)
          .networkAllowList(networks.isEmpty() ? null : String.join(",", networks))
          .domainAllowList(domains.isEmpty() ? null : String.join(",", domains))
          .build();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
