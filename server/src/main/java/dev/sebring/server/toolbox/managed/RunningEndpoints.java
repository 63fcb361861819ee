package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.ErrorCode;
import dev.sebring.api.ProcessSignalRequest;
import dev.sebring.api.ProcessStdinRequest;
import dev.sebring.api.ProcessTerminal;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a managed process is sent while it runs: input, signals, a size. Thread-safe. */
final class RunningEndpoints {
  private static final long MOST_GRACE_MILLIS = 600_000;

  private RunningEndpoints() {}

  static void addTo(ToolboxRoutes routes, ManagedTerminals terminals) {
    routes.post(
        ManagedEndpoints.ONE + "/stdin",
        Operation.of("Write to a process's standard input, or end that")
            .takes(ProcessStdinRequest.class)
            .answers(204),
        RunningEndpoints::stdin);
    routes.post(
        ManagedEndpoints.ONE + "/signals",
        Operation.of(
                "Send a signal to a process and all that it has started, and another later if it"
                    + " has not ended")
            .takes(ProcessSignalRequest.class)
            .answers(204),
        RunningEndpoints::signal);
    routes.post(
        ManagedEndpoints.ONE + "/resize",
        Operation.of("Change the size of a process's terminal")
            .takes(ProcessTerminal.class)
            .answers(204),
        (exchange, sandbox) -> resize(exchange, sandbox, terminals));
  }

  private static void stdin(Exchange exchange, ToolboxContext sandbox) {
    ProcessStdinRequest request = exchange.body(ProcessStdinRequest.class);
    byte[] data = data(request);
    Guest guest = sandbox.guest();
    HeldProcess held = running(exchange, guest);
    if (!held.label().stdin()) {
      throw new ApiException(
          409,
          ErrorCode.STDIN_UNAVAILABLE,
          "conflict: the process was started without standard input: start it with stdin open");
    }
    try (GuestProcess attached = guest.attach(held.process().id(), held.process().logEnd(), true)) {
      OutputStream stdin = attached.stdin();
      stdin.write(data);
      stdin.flush();
      if (Boolean.TRUE.equals(request.eof())) {
        stdin.close();
      }
    } catch (IOException e) {
      throw new ApiException(
          409,
          ErrorCode.STDIN_CLOSED,
          "conflict: the process's standard input is closed, what was sent did not arrive",
          e);
    }
    exchange.answerEmpty(204);
  }

  private static byte[] data(ProcessStdinRequest request) {
    String data = requireNonNullElse(request.data(), "");
    if (!Asked.base64(Optional.ofNullable(request.encoding()))) {
      return data.getBytes(UTF_8);
    }
    try {
      return Base64.getDecoder().decode(data.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          400, ErrorCode.BAD_REQUEST, "bad request: data is not base64: " + e.getMessage(), e);
    }
  }

  private static void signal(Exchange exchange, ToolboxContext sandbox) {
    ProcessSignalRequest request = exchange.body(ProcessSignalRequest.class);
    int number = SignalNames.number(orDefault(request.signal(), "SIGTERM"));
    String last = orDefault(request.escalateTo(), "SIGKILL");
    SignalNames.number(last);
    Long grace = request.escalateAfterMs();
    if (grace != null && (grace < 0 || grace > MOST_GRACE_MILLIS)) {
      throw ApiException.badRequest(
          "bad request: escalateAfterMs must be 0 to " + MOST_GRACE_MILLIS + ", not " + grace);
    }
    Guest guest = sandbox.guest();
    HeldProcess held = running(exchange, guest);
    if (grace != null) {
      Alarm.escalation(sandbox, guest, held.process(), grace, last);
    }
    guest.signalIfThere(held.process().id(), number, SignalScope.TREE);
    exchange.answerEmpty(204);
  }

  private static String orDefault(@Nullable String asked, String otherwise) {
    return asked == null || asked.isEmpty() ? otherwise : asked;
  }

  private static void resize(
      Exchange exchange, ToolboxContext sandbox, ManagedTerminals terminals) {
    ProcessTerminal size = exchange.body(ProcessTerminal.class);
    HeldProcess held = running(exchange, sandbox.guest());
    if (held.label().terminal() == null) {
      throw new ApiException(
          400,
          ErrorCode.UNSUPPORTED_OPERATION,
          "bad request: the process has no terminal: start it with kind pty");
    }
    terminals.resize(sandbox, held, size);
    exchange.answerEmpty(204);
  }

  private static HeldProcess running(Exchange exchange, Guest guest) {
    HeldProcess held = ManagedEndpoints.find(exchange, guest);
    if (!held.isRunning()) {
      throw new ApiException(
          409, ErrorCode.PROCESS_TERMINAL, "conflict: process " + held.id() + " has ended");
    }
    return held;
  }
}
