package dev.sebring.cli.key;

import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.client.Daytona;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sebring key revoke}. */
@Command(
    name = "revoke",
    description = "Makes keys worthless, at once.",
    footer = {"", "Example:", "  sebring key revoke laptop"})
final class RevokeKeyCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of keys.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    try (Daytona daytona = new Daytona()) {
      names.forEach(daytona.getApiKeys()::revoke);
    }
    if (console.json()) {
      console.printJson(Map.of("revoked", names));
    }
    return ExitCode.OK;
  }
}
