package dev.sebring.server.toolbox.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.PtyCreateRequest;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Starts the shells of terminals. Thread-safe. */
final class TerminalShells {
  private static final int MAX_ID_CHARS = 256;
  private static final int DEFAULT_COLUMNS = 80;
  private static final int DEFAULT_ROWS = 24;

  /** Of two terminals with one id at once, one is refused. */
  private final ReentrantLock opening = new ReentrantLock();

  /**
   * @throws ApiException 400 that says what is wrong, 409 if there is such a terminal
   */
  ProcessId open(ToolboxContext sandbox, Guest guest, PtyCreateRequest request) {
    if (request.id().isBlank() || request.id().length() > MAX_ID_CHARS) {
      throw ApiException.badRequest("bad request: id must be 1 to " + MAX_ID_CHARS + " characters");
    }
    TerminalSize size =
        TerminalSizes.of(
            orDefault(request.cols(), DEFAULT_COLUMNS), orDefault(request.rows(), DEFAULT_ROWS));
    GuestPath directory = GuestPath.of(sandbox.workDir());
    if (request.cwd() != null) {
      directory = directory.resolve(request.cwd());
    }
    String label =
        TerminalLabel.of(request, directory.toString(), size.columns(), size.rows()).text();
    if (label.getBytes(UTF_8).length > TerminalLabel.MAX_BYTES) {
      throw ApiException.badRequest(
          "bad request: envs of a terminal have at most " + TerminalLabel.MAX_BYTES + " bytes");
    }
    opening.lock();
    try {
      if (HeldTerminal.all(guest).stream()
          .anyMatch(terminal -> request.id().equals(terminal.label().pty()))) {
        throw new ApiException(
            409,
            ErrorCode.CONFLICT,
            "conflict: there is a terminal " + request.id() + " already: choose another id");
      }
      return start(sandbox, guest, request, directory, size, label);
    } finally {
      opening.unlock();
    }
  }

  private static int orDefault(@Nullable Integer asked, int otherwise) {
    return asked == null || asked == 0 ? otherwise : asked;
  }

  private static ProcessId start(
      ToolboxContext sandbox,
      Guest guest,
      PtyCreateRequest request,
      GuestPath directory,
      TerminalSize size,
      String label) {
    GuestException missing = null;
    for (String shell : new String[] {"/bin/bash", "/bin/sh"}) {
      try {
        SpawnRequestBuilder start =
            SpawnRequest.builder(shell, "-i", "-l")
                .user(sandbox.user())
                .directory(directory)
                .env("TERM", HeldTerminal.TERM)
                .env(requireNonNullElse(request.envs(), Map.of()))
                .terminal(size)
                .label(label)
                .keep();
        try (GuestProcess terminal = guest.spawn(start.build())) {
          return terminal.id();
        }
      } catch (IllegalArgumentException e) {
        throw new ApiException(400, ErrorCode.BAD_REQUEST, "bad request: " + e.getMessage(), e);
      } catch (GuestException e) {
        missing = e;
        if (!e.step().equals("program") || e.errno() != Errno.ENOENT) {
          break;
        }
      }
    }
    throw failure(sandbox, missing);
  }

  private static RuntimeException failure(ToolboxContext sandbox, @Nullable GuestException e) {
    if (e == null) {
      return new IllegalStateException("no shell was tried");
    }
    return switch (e.step()) {
      case "limit" -> LimitReached.of(e, sandbox.resources());
      case "cwd", "program", "request" ->
          new ApiException(
              400, ErrorCode.BAD_REQUEST, "bad request: cannot open a terminal: " + e.detail(), e);
      default -> e;
    };
  }
}
