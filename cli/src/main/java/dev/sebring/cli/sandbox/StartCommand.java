package dev.sebring.cli.sandbox;

import dev.sebring.client.Sandbox;
import picocli.CommandLine.Command;

/** {@code sebring sandbox start}. */
@Command(
    name = "start",
    description = "Starts sandboxes.",
    footer = {"", "Example:", "  sebring sandbox start box 0b8c6f3e-..."})
final class StartCommand extends EachSandboxCommand {
  @Override
  void apply(Sandbox sandbox) {
    sandbox.start();
  }
}
