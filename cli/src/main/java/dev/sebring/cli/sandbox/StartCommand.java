package dev.sebring.cli.sandbox;

import dev.sebring.client.Sandbox;
import picocli.CommandLine.Command;

/** {@code sebring sandbox start}. */
@Command(
    name = "start",
    description = "Starts sandboxes, also those that have died.",
    footer = {"", "Example:", "  sebring sandbox start box 0b8c6f3e-..."})
final class StartCommand extends EachSandboxCommand {
  @Override
  void apply(Sandbox sandbox) {
    if (Boolean.TRUE.equals(sandbox.getData().recoverable())) {
      sandbox.recover();
    } else {
      sandbox.start();
    }
  }
}
