package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.ProcessTerminal;
import dev.sebring.sandbox.SandboxLocks;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.program.FirstAvailable;
import dev.sebring.server.toolbox.program.StartFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts managed processes. Thread-safe. */
final class ManagedPrograms {
  /** How many that have ended are kept in a sandbox with their logs. */
  static final int MAX_ENDED = 100;

  private static final String TERM = "xterm-256color";
  private static final int SIGKILL = 9;

  /** Of two processes with one name at once, one is refused. */
  private final SandboxLocks starting = new SandboxLocks();

  /**
   * @throws ApiException 400 that says what is wrong, 409 if the name is taken
   */
  ProcessId start(ToolboxContext sandbox, Guest guest, CreateProcessRequest request) {
    try {
      return startValid(sandbox, guest, request);
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, ErrorCode.BAD_REQUEST, "bad request: " + e.getMessage(), e);
    }
  }

  private ProcessId startValid(ToolboxContext sandbox, Guest guest, CreateProcessRequest request) {
    List<SpawnRequestBuilder> programs = AskedProgram.of(request);
    TerminalSize terminal = AskedProgram.terminal(request);
    boolean stdin = terminal != null || "open".equals(request.stdin());
    GuestPath directory = GuestPath.of(sandbox.workDir());
    if (request.cwd() != null && !request.cwd().isEmpty()) {
      directory = directory.resolve(request.cwd());
    }
    String id = UUID.randomUUID().toString();
    ProcessTerminal size =
        terminal == null ? null : new ProcessTerminal(terminal.columns(), terminal.rows());
    String label = ManagedLabel.of(id, request, directory.toString(), stdin, size).text();
    if (label.getBytes(UTF_8).length > ManagedLabel.MAX_BYTES) {
      throw ApiException.badRequest(
          "bad request: shellCommand, argv, cwd and name have at most "
              + ManagedLabel.MAX_BYTES
              + " bytes together: write the command to a file and run that");
    }
    GuestPath from = directory;
    Consumer<SpawnRequestBuilder> settings =
        start -> {
          start.user(user(sandbox, request)).directory(from).label(label).keep();
          if (terminal != null) {
            start.terminal(terminal).env("TERM", TERM);
          } else if (stdin) {
            start.openStdin();
          }
          start.env(requireNonNullElse(request.env(), Map.of()));
        };
    return starting.with(
        sandbox.id(),
        () -> {
          makeRoom(guest, request.name());
          ProcessId process = spawn(sandbox, guest, programs, settings);
          if (request.timeoutMs() != null && request.timeoutMs() > 0) {
            limit(sandbox, guest, process, id, request.timeoutMs());
          }
          return process;
        });
  }

  private static String user(ToolboxContext sandbox, CreateProcessRequest request) {
    String user = requireNonNullElse(request.user(), "");
    return user.isEmpty() ? sandbox.user() : user;
  }

  /**
   * Forgets the processes that ended too long ago, by their age, and stops the alarms that a server
   * which is gone has left.
   */
  private static void makeRoom(Guest guest, @Nullable String name) {
    List<HeldProcess> all = HeldProcess.all(guest);
    if (name != null
        && all.stream().anyMatch(held -> held.isRunning() && name.equals(held.label().name()))) {
      throw new ApiException(
          409,
          ErrorCode.CONFLICT,
          "conflict: a process named " + name + " runs already: choose another name, or end it");
    }
    List<HeldProcess> ended = all.stream().filter(held -> !held.isRunning()).toList();
    ended.stream()
        .flatMap(held -> Optional.ofNullable(held.limit()).stream())
        .filter(limit -> limit.exit() instanceof ExitStatus.Running)
        .forEach(limit -> Alarm.stop(guest, limit));
    ended.stream()
        .limit(Math.max(0, ended.size() - MAX_ENDED + 1))
        .forEach(held -> forget(guest, held));
  }

  /** Forgets a process that has ended. */
  static void forget(Guest guest, HeldProcess held) {
    guest.releaseIfThere(held.process().id());
    if (held.limit() != null) {
      Alarm.forget(guest, held.limit());
    }
  }

  private static ProcessId spawn(
      ToolboxContext sandbox,
      Guest guest,
      List<SpawnRequestBuilder> programs,
      Consumer<SpawnRequestBuilder> settings) {
    try (GuestProcess process = FirstAvailable.spawn(guest, programs, settings)) {
      return process.id();
    } catch (GuestException e) {
      throw StartFailure.of(
          e, sandbox.resources(), ErrorCode.PROCESS_START_FAILED, "start the process");
    }
  }

  /** A process whose time cannot be limited is not left running. */
  private static void limit(
      ToolboxContext sandbox, Guest guest, ProcessId process, String id, long millis) {
    HeldProcess held = HeldProcess.again(guest, process).orElse(null);
    if (held == null || !held.isRunning()) {
      return;
    }
    try {
      Alarm.limit(sandbox, guest, held.process(), id, millis);
    } catch (RuntimeException e) {
      guest.signalIfThere(process, SIGKILL, SignalScope.TREE);
      guest.releaseIfThere(process);
      throw e;
    }
  }
}
