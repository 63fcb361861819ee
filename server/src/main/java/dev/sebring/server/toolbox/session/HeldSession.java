package dev.sebring.server.toolbox.session;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.Session;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.server.http.ApiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A session as the guest knows it at one moment. Immutable and thread-safe.
 *
 * @param commands the oldest first
 */
record HeldSession(String id, ProcessRecord shell, List<HeldCommand> commands) {
  /** What a command ends with that never got its turn. */
  private static final int NEVER_RAN = -1;

  HeldSession {
    requireNonNull(id, "id");
    requireNonNull(shell, "shell");
    commands = List.copyOf(commands);
  }

  /** All sessions of a sandbox, the oldest first. */
  static List<HeldSession> all(Guest guest) {
    List<ProcessRecord> processes =
        guest.processes().stream()
            .sorted(Comparator.comparingLong(record -> record.id().value()))
            .toList();
    Map<String, ProcessRecord> shells = new LinkedHashMap<>();
    Map<String, List<Holder>> holders = new HashMap<>();
    for (ProcessRecord process : processes) {
      switch (Label.parse(process.label()).orElse(null)) {
        case Label.OfShell shell -> shells.put(shell.session(), process);
        case Label.OfCommand command ->
            holders
                .computeIfAbsent(command.session(), _ -> new ArrayList<>())
                .add(new Holder(process, command));
        case null -> {}
      }
    }
    return shells.entrySet().stream()
        .map(entry ->
            new HeldSession(
                entry.getKey(),
                entry.getValue(),
                commands(entry.getValue(), holders.getOrDefault(entry.getKey(), List.of()))))
        .toList();
  }

  private record Holder(ProcessRecord process, Label.OfCommand command) {}

  /**
   * @throws ApiException 404 if there is no such session
   */
  static HeldSession find(Guest guest, String id) {
    return all(guest).stream()
        .filter(session -> session.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                404, ErrorCode.PROCESS_NOT_FOUND, "not found: there is no session " + id));
  }

  /**
   * Commands run one after another. When the shell has ended, the first that has told no exit code
   * is the one that ended it, and those after it never ran.
   */
  private static List<HeldCommand> commands(ProcessRecord shell, List<Holder> holders) {
    List<HeldCommand> commands = new ArrayList<>();
    boolean shellEnded = !(shell.exit() instanceof ExitStatus.Running);
    int next = shellEnded ? shell.exit().shellCode() : NEVER_RAN;
    for (Holder holder : holders) {
      OptionalInt exitCode = OptionalInt.empty();
      if (holder.process.exit() instanceof ExitStatus.Exited exited) {
        exitCode = OptionalInt.of(exited.code());
      } else if (shellEnded) {
        exitCode = OptionalInt.of(next);
        next = NEVER_RAN;
      } else if (holder.process.exit() instanceof ExitStatus.Signalled killed) {
        exitCode = OptionalInt.of(killed.shellCode());
      }
      commands.add(new HeldCommand(holder.process, holder.command, exitCode));
    }
    return commands;
  }

  boolean hasEnded() {
    return !(shell.exit() instanceof ExitStatus.Running);
  }

  /**
   * @throws ApiException 404 if it has no such command
   */
  HeldCommand command(String commandId) {
    return commands.stream()
        .filter(command -> command.label().id().equals(commandId))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                404,
                ErrorCode.PROCESS_NOT_FOUND,
                "not found: session " + id + " has no command " + commandId));
  }

  Session toApi() {
    return new Session(id, commands.stream().map(HeldCommand::toApi).toList());
  }
}
