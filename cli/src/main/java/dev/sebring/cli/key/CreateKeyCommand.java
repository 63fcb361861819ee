package dev.sebring.cli.key;

import dev.sebring.api.CreatedApiKey;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.DurationReader;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.client.Daytona;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sebring key create}. */
@Command(
    name = "create",
    description = "Creates a key and prints it. It is never shown again.",
    footer = {
      "",
      "Examples:",
      "  sebring key create laptop",
      "  sebring key create ci --permission write:sandboxes --expires-in 24h"
    })
final class CreateKeyCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Option(
      names = "--permission",
      description =
          "What it may do; repeat for several. By default ${DEFAULT-VALUE}: create, use and delete"
              + " sandboxes.",
      split = ",",
      defaultValue = "write:sandboxes,delete:sandboxes")
  private List<String> permissions = List.of();

  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      converter = DurationReader.class,
      description = "How long it is good for, such as 24h; for ever by default.")
  private @Nullable Duration expiresIn;

  @Parameters(paramLabel = "NAME", description = "A name to revoke it by.")
  private String name = "";

  @Override
  public Integer call() {
    try (Daytona daytona = new Daytona()) {
      Instant expiresAt = expiresIn == null ? null : Instant.now().plus(expiresIn);
      CreatedApiKey key = daytona.getApiKeys().create(name, permissions, expiresAt);
      if (console.json()) {
        console.printJson(key);
      } else {
        console.line(key.value());
      }
    }
    return ExitCode.OK;
  }
}
