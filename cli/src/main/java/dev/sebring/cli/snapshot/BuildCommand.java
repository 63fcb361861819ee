package dev.sebring.cli.snapshot;

import dev.sebring.cli.console.ExitCode;
import dev.sebring.client.ServerConnection;
import dev.sebring.embedded.EmbeddedServerProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sebring snapshot build}. */
@Command(
    name = "build",
    description =
        "Builds this machine's default snapshot now, rather than when the first sandbox needs it."
            + " Does nothing if it is built.",
    footer = {"", "Example:", "  sudo sebring snapshot build"})
final class BuildCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    // A server that answers has its default snapshot.
    try (ServerConnection connection = new EmbeddedServerProvider().open()) {
      connection.endpoint();
    }
    return ExitCode.OK;
  }
}
