package dev.sebring.cli.sandbox;

import dev.sebring.api.SandboxListItem;
import dev.sebring.api.SandboxState;
import dev.sebring.cli.console.Console;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.cli.console.Table;
import dev.sebring.client.Daytona;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sebring sandbox list}. */
@Command(
    name = "list",
    description = "Lists sandboxes.",
    footer = {"", "Example:", "  sebring sandbox list --label team=red --json"})
final class ListCommand implements Callable<Integer> {
  @Mixin private Console console = new Console();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only those with this label; repeat for several.")
  private Map<String, String> labels = Map.of();

  @Override
  public Integer call() {
    try (Daytona daytona = new Daytona()) {
      List<SandboxListItem> sandboxes = daytona.list(labels);
      if (console.json()) {
        console.printJson(sandboxes);
      } else {
        print(sandboxes);
      }
    }
    return ExitCode.OK;
  }

  private void print(List<SandboxListItem> sandboxes) {
    Table table = new Table("ID", "NAME", "STATE", "LANGUAGE", "CREATED");
    for (SandboxListItem sandbox : sandboxes) {
      SandboxState state = Objects.requireNonNullElse(sandbox.state(), SandboxState.UNKNOWN);
      table.row(
          sandbox.id(),
          sandbox.name(),
          state.wire(),
          sandbox.labels().getOrDefault("code-toolbox-language", ""),
          text(sandbox.createdAt()));
    }
    table.print(console.out());
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
