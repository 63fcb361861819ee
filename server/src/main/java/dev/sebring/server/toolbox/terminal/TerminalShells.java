package dev.sebring.server.toolbox.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.PtyCreateRequest;
import dev.sebring.sandbox.SandboxLocks;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.program.FirstAvailable;
import dev.sebring.server.toolbox.program.StartFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the shells of terminals. Thread-safe. */
final class TerminalShells {
  private static final int MAX_ID_CHARS = 256;
  private static final int DEFAULT_COLUMNS = 80;
  private static final int DEFAULT_ROWS = 24;

  /** Of two terminals with one id at once, one is refused. */
  private final SandboxLocks opening = new SandboxLocks();

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
    GuestPath from = directory;
    return opening.with(
        sandbox.id(),
        () -> {
          if (HeldTerminal.all(guest).stream()
              .anyMatch(terminal -> request.id().equals(terminal.label().pty()))) {
            throw new ApiException(
                409,
                ErrorCode.CONFLICT,
                "conflict: there is a terminal " + request.id() + " already: choose another id");
          }
          return start(sandbox, guest, request, from, size, label);
        });
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
    Consumer<SpawnRequestBuilder> settings =
        start ->
            start
                .user(sandbox.user())
                .directory(directory)
                .env("TERM", HeldTerminal.TERM)
                .env(requireNonNullElse(request.envs(), Map.of()))
                .terminal(size)
                .label(label)
                .keep();
    try (GuestProcess terminal =
        FirstAvailable.spawn(
            guest,
            List.of(
                SpawnRequest.builder("/bin/bash", "-i", "-l"),
                SpawnRequest.builder("/bin/sh", "-i", "-l")),
            settings)) {
      return terminal.id();
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, ErrorCode.BAD_REQUEST, "bad request: " + e.getMessage(), e);
    } catch (GuestException e) {
      throw StartFailure.of(e, sandbox.resources(), ErrorCode.BAD_REQUEST, "open a terminal");
    }
  }
}
