package dev.sebring.server.toolbox.interpreter;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.InterpreterContext;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A context as the guest knows it at one moment. Immutable and thread-safe. */
record HeldContext(ProcessRecord process, ContextLabel label) {
  HeldContext {
    requireNonNull(process, "process");
    requireNonNull(label, "label");
  }

  /** All contexts of a sandbox, the oldest process first. */
  static Collection<HeldContext> all(Guest guest) {
    List<ProcessRecord> processes =
        guest.processes().stream()
            .sorted(Comparator.comparingLong(record -> record.id().value()))
            .toList();
    Map<String, HeldContext> contexts = new LinkedHashMap<>();
    for (ProcessRecord process : processes) {
      // While a process takes the place of another, both are there: the newer one counts.
      ContextLabel.parse(process.label())
          .ifPresent(label -> contexts.put(label.interpreter(), new HeldContext(process, label)));
    }
    return contexts.values();
  }

  static Optional<HeldContext> find(Guest guest, String id) {
    return all(guest).stream()
        .filter(context -> context.label().interpreter().equals(id))
        .findFirst();
  }

  boolean isRunning() {
    return process.exit() instanceof ExitStatus.Running;
  }

  InterpreterContext toApi() {
    return new InterpreterContext(
        label.interpreter(), label.cwd(), label.created(), isRunning(), label.language());
  }
}
