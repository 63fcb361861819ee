package dev.sebring.server.toolbox.terminal;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.Json;
import dev.sebring.api.PtyCreateRequest;
import dev.sebring.server.toolbox.program.LabelText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guest remembers of a terminal. Immutable and thread-safe.
 *
 * @param pty its id; tells a terminal from other processes
 */
record TerminalLabel(
    String pty,
    @Nullable String cwd,
    @Nullable Map<String, String> envs,
    int cols,
    int rows,
    boolean lazyStart) {
  /** Room for the environment in the guest's 16 KiB. */
  static final int MAX_BYTES = 16_000;

  TerminalLabel {
    requireNonNull(pty);
  }

  static TerminalLabel of(PtyCreateRequest request, String cwd, int cols, int rows) {
    return new TerminalLabel(
        request.id(), cwd, request.envs(), cols, rows, Boolean.TRUE.equals(request.lazyStart()));
  }

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is no terminal. */
  static Optional<TerminalLabel> parse(String label) {
    return LabelText.read(label, TerminalLabel.class);
  }
}
