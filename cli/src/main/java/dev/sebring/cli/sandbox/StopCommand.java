package dev.sebring.cli.sandbox;

import dev.sebring.client.Sandbox;
import picocli.CommandLine.Command;

/** {@code sebring sandbox stop}. */
@Command(
    name = "stop",
    description = "Stops sandboxes; files are kept.",
    footer = {"", "Example:", "  sebring sandbox stop box 0b8c6f3e-..."})
final class StopCommand extends EachSandboxCommand {
  @Override
  void apply(Sandbox sandbox) {
    sandbox.stop();
  }
}
