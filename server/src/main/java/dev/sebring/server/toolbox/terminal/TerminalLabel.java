package dev.sebring.server.toolbox.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.Json;
import dev.sebring.api.PtyCreateRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guest remembers of a terminal. Immutable and thread-safe.
 *
 * @param pty its id; tells a terminal from other processes
 */
record TerminalLabel(
    @Nullable String pty,
    @Nullable String cwd,
    @Nullable Map<String, String> envs,
    int cols,
    int rows,
    boolean lazyStart) {
  /** Room for the environment in the guest's 16 KiB. */
  static final int MAX_BYTES = 16_000;

  static TerminalLabel of(PtyCreateRequest request, String cwd, int cols, int rows) {
    return new TerminalLabel(
        request.id(), cwd, request.envs(), cols, rows, Boolean.TRUE.equals(request.lazyStart()));
  }

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is no terminal. */
  static Optional<TerminalLabel> parse(String label) {
    try {
      return Optional.of(Json.mapper().readValue(label, TerminalLabel.class))
          .filter(terminal -> terminal.pty() != null);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
