package dev.sebring.server.toolbox.managed;

import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.ProcessTerminal;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.sandbox.guest.SpawnRequestBuilder;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.terminal.TerminalSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request asks to be run, checked. Thread-safe. */
final class AskedProgram {
  private static final String PTY = "pty";
  private static final ProcessTerminal DEFAULT_SIZE = new ProcessTerminal(80, 24);

  private AskedProgram() {}

  /**
   * The ways to start it, the best first.
   *
   * @throws ApiException 400 that says what is wrong
   */
  static List<SpawnRequestBuilder> of(CreateProcessRequest request) {
    refuse("kind", request.kind(), List.of("", "exec", PTY));
    refuse("stdin", request.stdin(), List.of("", "open", "closed"));
    refuse("sessionId", request.sessionId(), List.of(""));
    if (request.timeoutMs() != null && request.timeoutMs() < 0) {
      throw ApiException.badRequest("bad request: timeoutMs must not be negative; 0: no limit");
    }
    String command = requireNonNullElse(request.shellCommand(), "");
    List<String> argv = requireNonNullElse(request.argv(), List.of());
    boolean shellAlone = PTY.equals(request.kind()) && command.isBlank() && argv.isEmpty();
    if (!shellAlone && command.isBlank() == argv.isEmpty()) {
      throw ApiException.badRequest("bad request: give either shellCommand or argv");
    }
    if (argv.stream().anyMatch(Objects::isNull)
        || requireNonNullElse(request.env(), Map.of()).values().stream()
            .anyMatch(Objects::isNull)) {
      throw ApiException.badRequest("bad request: argv and the values of env are texts, not null");
    }
    if (!argv.isEmpty()) {
      return List.of(SpawnRequest.builder(argv));
    }
    if (shellAlone) {
      return shells(request, "-i", "-l");
    }
    return shells(request, Boolean.TRUE.equals(request.login()) ? "-lc" : "-c", command);
  }

  private static List<SpawnRequestBuilder> shells(CreateProcessRequest request, String... words) {
    String asked = requireNonNullElse(request.shell(), "");
    List<SpawnRequestBuilder> starts = new ArrayList<>();
    for (String shell : asked.isEmpty() ? List.of("/bin/bash", "/bin/sh") : List.of(asked)) {
      List<String> line = new ArrayList<>(List.of(words));
      line.addFirst(shell);
      starts.add(SpawnRequest.builder(line));
    }
    return starts;
  }

  /**
   * The size of the terminal to run it on; {@code null}: none.
   *
   * @throws ApiException 400 if there is no such size
   */
  static @Nullable TerminalSize terminal(CreateProcessRequest request) {
    if (!PTY.equals(request.kind())) {
      refuse("terminal", request.terminal(), List.of());
      return null;
    }
    ProcessTerminal size = requireNonNullElse(request.terminal(), DEFAULT_SIZE);
    return TerminalSizes.of(size.cols(), size.rows());
  }

  private static void refuse(String field, @Nullable Object value, List<?> served) {
    if (value != null && !served.contains(value)) {
      throw new ApiException(
          400,
          ErrorCode.UNSUPPORTED_OPERATION,
          "bad request: " + field + " \"" + value + "\" is not served by this server");
    }
  }
}
