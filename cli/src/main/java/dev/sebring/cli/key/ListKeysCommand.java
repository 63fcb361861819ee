package dev.sebring.cli.key;

import dev.sebring.api.ApiKey;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.cli.console.Table;
import dev.sebring.client.Daytona;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sebring key list}. */
@Command(
    name = "list",
    description = "Lists the keys, masked.",
    footer = {"", "Example:", "  sebring key list --json"})
final class ListKeysCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Override
  public Integer call() {
    try (Daytona daytona = new Daytona()) {
      List<ApiKey> keys = daytona.getApiKeys().list();
      if (console.json()) {
        console.printJson(keys);
      } else {
        print(keys);
      }
    }
    return ExitCode.OK;
  }

  private void print(List<ApiKey> keys) {
    Table table = new Table("NAME", "KEY", "CREATED", "LAST USED", "EXPIRES");
    for (ApiKey key : keys) {
      table.row(
          key.name(),
          key.value(),
          text(key.createdAt(), ""),
          text(key.lastUsedAt(), "never"),
          text(key.expiresAt(), "never"));
    }
    table.print(console.out());
  }

  private static String text(@Nullable Instant instant, String absent) {
    return instant == null ? absent : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
