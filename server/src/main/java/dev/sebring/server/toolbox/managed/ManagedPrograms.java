package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.SandboxLocks;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.program.FirstAvailable;
import dev.sebring.server.toolbox.program.StartFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts managed processes. Thread-safe. */
final class ManagedPrograms {
  /** How many that have ended are kept in a sandbox with their logs. */
  static final int MAX_ENDED = 100;

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
    List<SpawnRequestBuilder> programs = programs(request);
    boolean stdin = "open".equals(request.stdin());
    GuestPath directory = GuestPath.of(sandbox.workDir());
    if (request.cwd() != null && !request.cwd().isEmpty()) {
      directory = directory.resolve(request.cwd());
    }
    String label =
        new ManagedLabel(
                UUID.randomUUID().toString(),
                request.name(),
                request.shellCommand(),
                request.argv(),
                directory.toString(),
                request.keepLogs(),
                stdin)
            .text();
    if (label.getBytes(UTF_8).length > ManagedLabel.MAX_BYTES) {
      throw ApiException.badRequest(
          "bad request: shellCommand, argv, cwd and name have at most "
              + ManagedLabel.MAX_BYTES
              + " bytes together: write the command to a file and run that");
    }
    GuestPath from = directory;
    return starting.with(
        sandbox.id(),
        () -> {
          makeRoom(guest, request.name());
          return spawn(sandbox, guest, request, programs, from, label, stdin);
        });
  }

  private static List<SpawnRequestBuilder> programs(CreateProcessRequest request) {
    refuse("kind", request.kind(), List.of("", "exec"));
    refuse("stdin", request.stdin(), List.of("", "open", "closed"));
    refuse("timeoutMs", request.timeoutMs(), List.of(0L));
    refuse("shell", request.shell(), List.of(""));
    refuse("user", request.user(), List.of(""));
    refuse("sessionId", request.sessionId(), List.of(""));
    String command = requireNonNullElse(request.shellCommand(), "");
    List<String> argv = requireNonNullElse(request.argv(), List.of());
    if (command.isBlank() == argv.isEmpty()) {
      throw ApiException.badRequest("bad request: give either shellCommand or argv");
    }
    if (argv.stream().anyMatch(Objects::isNull)
        || requireNonNullElse(request.env(), Map.of()).values().stream()
            .anyMatch(Objects::isNull)) {
      throw ApiException.badRequest("bad request: argv and the values of env are texts, not null");
    }
    if (!argv.isEmpty()) {
      return List.of(SpawnRequest.builder(argv.toArray(String[]::new)));
    }
    String run = Boolean.TRUE.equals(request.login()) ? "-lc" : "-c";
    return List.of(
        SpawnRequest.builder("/bin/bash", run, command),
        SpawnRequest.builder("/bin/sh", run, command));
  }

  private static void refuse(String field, @Nullable Object value, List<?> served) {
    if (value != null && !served.contains(value)) {
      throw new ApiException(
          400,
          ErrorCode.UNSUPPORTED_OPERATION,
          "bad request: " + field + " \"" + value + "\" is not served by this server");
    }
  }

  /** Forgets the processes that ended too long ago, by their age. */
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
        .limit(Math.max(0, ended.size() - MAX_ENDED + 1))
        .forEach(held -> guest.releaseIfThere(held.process().id()));
  }

  private static ProcessId spawn(
      ToolboxContext sandbox,
      Guest guest,
      CreateProcessRequest request,
      List<SpawnRequestBuilder> programs,
      GuestPath directory,
      String label,
      boolean stdin) {
    try (GuestProcess process =
        FirstAvailable.spawn(
            guest,
            programs,
            start -> {
              start
                  .user(sandbox.user())
                  .directory(directory)
                  .env(requireNonNullElse(request.env(), Map.of()))
                  .label(label)
                  .keep();
              if (stdin) {
                start.openStdin();
              }
            })) {
      return process.id();
    } catch (GuestException e) {
      throw StartFailure.of(
          e, sandbox.resources(), ErrorCode.PROCESS_START_FAILED, "start the process");
    }
  }
}
