package dev.sebring.cli.sandbox;

import dev.sebring.client.Sandbox;
import picocli.CommandLine.Command;

/** {@code sebring sandbox delete}. */
@Command(
    name = "delete",
    description = "Deletes sandboxes with all files, in whatever state.",
    footer = {"", "Example:", "  sebring sandbox delete box 0b8c6f3e-..."})
final class DeleteCommand extends EachSandboxCommand {
  @Override
  void apply(Sandbox sandbox) {
    sandbox.delete();
  }
}
