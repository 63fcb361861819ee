package dev.sebring.server.toolbox.managed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guest remembers of a managed process. Immutable and thread-safe.
 *
 * @param managed its id; tells it from other processes
 */
record ManagedLabel(
    @Nullable String managed,
    @Nullable String name,
    @Nullable String shellCommand,
    @Nullable List<String> argv,
    @Nullable String cwd,
    @Nullable String keepLogs,
    boolean stdin) {
  /** The guest takes 16 KiB. */
  static final int MAX_BYTES = 16_000;

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is not managed. */
  static Optional<ManagedLabel> parse(String label) {
    try {
      return Optional.of(Json.mapper().readValue(label, ManagedLabel.class))
          .filter(process -> process.managed() != null);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
