package dev.sebring.server.toolbox.managed;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.Json;
import dev.sebring.api.ProcessTerminal;
import dev.sebring.server.toolbox.program.LabelText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guest remembers of a managed process. Immutable and thread-safe.
 *
 * @param managed its id; tells it from other processes
 * @param terminal the size at its start; {@code null}: it has none
 */
record ManagedLabel(
    String managed,
    @Nullable String name,
    @Nullable String shellCommand,
    @Nullable List<String> argv,
    @Nullable String cwd,
    @Nullable String keepLogs,
    boolean stdin,
    @Nullable Long timeoutMs,
    @Nullable String shell,
    @Nullable String user,
    @Nullable ProcessTerminal terminal) {
  /** The guest takes 16 KiB. */
  static final int MAX_BYTES = 16_000;

  ManagedLabel {
    requireNonNull(managed);
  }

  static ManagedLabel of(
      String id,
      CreateProcessRequest request,
      String cwd,
      boolean stdin,
      @Nullable ProcessTerminal terminal) {
    return new ManagedLabel(
        id,
        request.name(),
        request.shellCommand(),
        request.argv(),
        cwd,
        request.keepLogs(),
        stdin,
        request.timeoutMs(),
        request.shell(),
        request.user(),
        terminal);
  }

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is not managed. */
  static Optional<ManagedLabel> parse(String label) {
    return LabelText.read(label, ManagedLabel.class);
  }
}
