package dev.sebring.server.toolbox.managed;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ProcessExit;
import dev.sebring.api.ProcessLogs;
import dev.sebring.api.ProcessTerminal;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.server.http.ApiException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A managed process as the guest knows it at one moment. Immutable and thread-safe.
 *
 * @param limit the alarm that limits its time; {@code null}: none
 * @param timedOut whether that is what has ended it
 */
record HeldProcess(
    ProcessRecord process, ManagedLabel label, @Nullable ProcessRecord limit, boolean timedOut) {
  private static final int SIGKILL = 9;

  HeldProcess {
    requireNonNull(process, "process");
    requireNonNull(label, "label");
  }

  /** All of a sandbox, the oldest first. */
  static List<HeldProcess> all(Guest guest) {
    List<ProcessRecord> records = guest.processes();
    Map<String, ProcessRecord> limits = new HashMap<>();
    for (ProcessRecord record : records) {
      AlarmLabel.parse(record.label()).ifPresent(label -> limits.put(label.limitOf(), record));
    }
    return records.stream()
        .sorted(Comparator.comparingLong(record -> record.id().value()))
        .flatMap(record ->
            ManagedLabel.parse(record.label()).stream()
                .map(label -> of(guest, record, label, limits)))
        .toList();
  }

  private static HeldProcess of(
      Guest guest, ProcessRecord process, ManagedLabel label, Map<String, ProcessRecord> limits) {
    ProcessRecord limit = limits.get(label.managed());
    boolean killed = process.exit() instanceof ExitStatus.Signalled end && end.signal() == SIGKILL;
    boolean timedOut = killed && limit != null && Alarm.wentOff(guest, limit);
    return new HeldProcess(process, label, limit, timedOut);
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

  /** The same at a later moment; empty if it was forgotten. */
  static Optional<HeldProcess> again(Guest guest, ProcessId process) {
    return all(guest).stream().filter(held -> held.process.id().equals(process)).findFirst();
  }

  String id() {
    return label.managed();
  }

  boolean isRunning() {
    return process.exit() instanceof ExitStatus.Running;
  }

  ProcessExit exit() {
    return exit(process.exit(), timedOut);
  }

  static ProcessExit exit(ExitStatus status, boolean timedOut) {
    return switch (status) {
      case ExitStatus.Running running -> new ProcessExit(null, null, null);
      case ExitStatus.Exited exited -> new ProcessExit("exited", exited.code(), null);
      case ExitStatus.Signalled signalled ->
          new ProcessExit(
              timedOut ? "timed_out" : "signaled", null, SignalNames.name(signalled.signal()));
    };
  }

  /**
   * @param terminal as large as it is now; {@code null}: it has none
   */
  ManagedProcess toApi(@Nullable ProcessTerminal terminal, @Nullable ProcessLogs logs) {
    ProcessExit exit = exit();
    boolean truncated = process.oldestOffset() > 0;
    return new ManagedProcess(
        id(),
        terminal == null ? "exec" : "pty",
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
        logs,
        label.timeoutMs(),
        label.shell(),
        label.user(),
        terminal);
  }
}
