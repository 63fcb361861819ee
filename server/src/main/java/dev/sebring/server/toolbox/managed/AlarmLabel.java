package dev.sebring.server.toolbox.managed;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.Json;
import dev.sebring.server.toolbox.program.LabelText;
import java.util.Optional;

/**
 * What the guest remembers of the alarm that limits a process's time. Immutable and thread-safe.
 *
 * @param limitOf the id of the managed process; tells it from other processes
 */
record AlarmLabel(String limitOf) {
  AlarmLabel {
    requireNonNull(limitOf);
  }

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is no such alarm. */
  static Optional<AlarmLabel> parse(String label) {
    return LabelText.read(label, AlarmLabel.class);
  }
}
