package dev.sebring.server.toolbox.session;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.SessionCommand;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.ProcessRecord;
import java.util.OptionalInt;

/**
 * A command of a session as the guest knows it. Immutable and thread-safe.
 *
 * @param holder the process that holds its streams
 * @param exitCode empty while it runs or waits for its turn
 */
record HeldCommand(ProcessRecord holder, Label.OfCommand label, OptionalInt exitCode) {
  HeldCommand {
    requireNonNull(holder, "holder");
    requireNonNull(label, "label");
    requireNonNull(exitCode, "exitCode");
  }

  boolean isHolderRunning() {
    return holder.exit() instanceof ExitStatus.Running;
  }

  SessionCommand toApi() {
    return new SessionCommand(
        label.id(), label.command(), exitCode.isPresent() ? exitCode.getAsInt() : null);
  }
}
