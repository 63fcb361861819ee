package dev.sebring.server.toolbox.managed;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ProcessExit;
import dev.sebring.api.ProcessLogs;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.server.http.ApiException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A managed process as the guest knows it at one moment. Immutable and thread-safe. */
record HeldProcess(ProcessRecord process, ManagedLabel label) {
  HeldProcess {
    requireNonNull(process, "process");
    requireNonNull(label, "label");
  }

  /** All of a sandbox, the oldest first. */
  static List<HeldProcess> all(Guest guest) {
    return guest.processes().stream()
        .sorted(Comparator.comparingLong(record -> record.id().value()))
        .flatMap(record ->
            ManagedLabel.parse(record.label()).stream()
                .map(label -> new HeldProcess(record, label)))
        .toList();
  }

  /**
   * @param id or the name of one that runs
   * @throws ApiException 404 if there is none
   */
  static HeldProcess find(Guest guest, String id) {
    return all(guest).stream()
        .filter(held -> id.equals(held.id()) || (held.isRunning() && id.equals(held.label.name())))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                404, ErrorCode.PROCESS_NOT_FOUND, "not found: there is no process " + id));
  }

  String id() {
    return requireNonNullElse(label.managed(), "");
  }

  boolean isRunning() {
    return process.exit() instanceof ExitStatus.Running;
  }

  static ProcessExit exit(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Running running -> new ProcessExit(null, null, null);
      case ExitStatus.Exited exited -> new ProcessExit("exited", exited.code(), null);
      case ExitStatus.Signalled signalled ->
          new ProcessExit("signaled", null, SignalNames.name(signalled.signal()));
    };
  }

  ManagedProcess toApi(@Nullable ProcessLogs logs) {
    ProcessExit exit = exit(process.exit());
    boolean truncated = process.oldestOffset() > 0;
    return new ManagedProcess(
        id(),
        "exec",
        isRunning() ? "running" : "terminal",
        label.name(),
        isRunning() ? process.pid() : null,
        label.shellCommand(),
        label.argv(),
        requireNonNullElse(label.cwd(), ""),
        label.stdin() ? "open" : "closed",
        requireNonNullElse(label.keepLogs(), "until_cleanup"),
        process.started(),
        process.started(),
        exit.exitCode(),
        exit.signal(),
        exit.reason(),
        truncated ? Long.toString(process.oldestOffset()) : null,
        process.logEnd() > 0 ? Long.toString(process.logEnd()) : null,
        truncated,
        logs);
  }
}
