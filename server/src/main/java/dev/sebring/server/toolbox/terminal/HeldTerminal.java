package dev.sebring.server.toolbox.terminal;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.PtySessionInfo;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.http.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A terminal as the guest knows it at one moment. Immutable and thread-safe. */
record HeldTerminal(ProcessRecord shell, TerminalLabel label) {
  static final String TERM = "xterm-256color";

  HeldTerminal {
    requireNonNull(shell, "shell");
    requireNonNull(label, "label");
  }

  /** The running terminals of a sandbox, the oldest first; the guest forgets those that ended. */
  static List<HeldTerminal> all(Guest guest) {
    List<HeldTerminal> terminals = new ArrayList<>();
    for (ProcessRecord process : guest.processes()) {
      if (process.terminal()) {
        TerminalLabel.parse(process.label())
            .ifPresent(label -> {
              if (process.exit() instanceof ExitStatus.Running) {
                terminals.add(new HeldTerminal(process, label));
              } else {
                guest.release(process.id());
              }
            });
      }
    }
    terminals.sort((one, other) -> Long.compare(one.shell.id().value(), other.shell.id().value()));
    return terminals;
  }

  /**
   * @throws ApiException 404 if there is none, or it has ended
   */
  static HeldTerminal find(Guest guest, String id) {
    return all(guest).stream()
        .filter(terminal -> id.equals(terminal.label().pty()))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                404,
                ErrorCode.PROCESS_NOT_FOUND,
                "not found: there is no terminal " + id + ", or its shell has ended"));
  }

  /**
   * @param size as it is now
   */
  PtySessionInfo toApi(TerminalSize size) {
    Map<String, String> envs = new LinkedHashMap<>();
    envs.put("TERM", TERM);
    envs.putAll(requireNonNullElse(label.envs(), Map.of()));
    return new PtySessionInfo(
        label.pty(),
        requireNonNullElse(label.cwd(), ""),
        envs,
        size.columns(),
        size.rows(),
        shell.started(),
        true,
        label.lazyStart());
  }
}
