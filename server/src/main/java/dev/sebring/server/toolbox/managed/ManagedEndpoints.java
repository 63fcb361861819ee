package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ManagedProcesses;
import dev.sebring.api.ProcessExit;
import dev.sebring.api.ProcessSignalRequest;
import dev.sebring.api.ProcessStdinRequest;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;

/** {@code /processes} and below. Thread-safe. */
public final class ManagedEndpoints {
  private static final String ALL = "/processes";
  static final String ONE = ALL + "/{processId}";
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long DEFAULT_WAIT_MILLIS = 60_000;
  private static final int SIGKILL = 9;

  private final ManagedPrograms programs = new ManagedPrograms();

  private ManagedEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    ManagedEndpoints endpoints = new ManagedEndpoints();
    routes.post(
        ALL,
        Operation.of("Start a process that is looked after by id")
            .query("waitMs")
            .query("logs")
            .takes(CreateProcessRequest.class)
            .answers(201, ManagedProcess.class),
        endpoints::create);
    routes.get(
        ALL,
        Operation.of("List the processes that are looked after by id")
            .query("state")
            .query("kind")
            .query("name")
            .query("pid")
            .query("sessionId")
            .answers(ManagedProcesses.class),
        ManagedEndpoints::list);
    routes.get(
        ONE,
        Operation.of("Get a process").answers(ManagedProcess.class),
        (exchange, sandbox) -> exchange.answer(find(exchange, sandbox.guest()).toApi(null)));
    routes.delete(
        ONE,
        Operation.of("End a process with all that it has started, and forget it").answers(204),
        ManagedEndpoints::delete);
    routes.get(
        ONE + "/wait",
        Operation.of("Wait for a process's end").query("timeoutMs").answers(ProcessExit.class),
        ManagedEndpoints::await);
    routes.post(
        ONE + "/stdin",
        Operation.of("Write to a process's standard input, or end that")
            .takes(ProcessStdinRequest.class)
            .answers(204),
        ManagedEndpoints::stdin);
    routes.post(
        ONE + "/signals",
        Operation.of("Send a signal to a process and all that it has started")
            .takes(ProcessSignalRequest.class)
            .answers(204),
        ManagedEndpoints::signal);
    LogEndpoint.addTo(routes);
  }

  /** The process that a request is about. */
  static HeldProcess find(Exchange exchange, Guest guest) {
    return HeldProcess.find(guest, exchange.pathParameter("processId"));
  }

  private void create(Exchange exchange, ToolboxContext sandbox) throws IOException {
    CreateProcessRequest request = exchange.body(CreateProcessRequest.class);
    Optional<Long> waitMillis = Asked.number(exchange, "waitMs");
    Optional<String> logs = exchange.query("logs").filter(text -> !text.isEmpty());
    boolean base64 = Asked.base64(logs);
    Guest guest = sandbox.guest();
    ProcessId id = programs.start(sandbox, guest, request);
    if (waitMillis.isPresent()) {
      waitFor(exchange, guest, id, waitMillis.get());
    }
    HeldProcess held =
        HeldProcess.all(guest).stream()
            .filter(process -> process.process().id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                new ApiException(
                    404, ErrorCode.PROCESS_NOT_FOUND, "not found: the process was deleted"));
    exchange.answer(
        201,
        held.toApi(
            waitMillis.isPresent() && logs.isPresent()
                ? LogPages.read(guest, held.process(), "", LogPages.MAX_FRAMES, base64)
                : null));
  }

  private static void list(Exchange exchange, ToolboxContext sandbox) {
    String state = Asked.text(exchange, "state").orElse("all");
    Optional<String> name = Asked.text(exchange, "name");
    Optional<Long> pid = Asked.number(exchange, "pid");
    boolean others =
        !Asked.text(exchange, "kind").orElse("exec").equals("exec")
            || Asked.text(exchange, "sessionId").isPresent();
    exchange.answer(
        new ManagedProcesses(
            HeldProcess.all(sandbox.guest()).stream()
                .map(held -> held.toApi(null))
                .filter(process -> !others)
                .filter(process -> state.equals("all") || state.equals(process.state()))
                .filter(process -> name.isEmpty() || name.get().equals(process.name()))
                .filter(process -> pid.isEmpty() || pid.get().equals(process.pid()))
                .toList()));
  }

  private static void delete(Exchange exchange, ToolboxContext sandbox) {
    Guest guest = sandbox.guest();
    ProcessId id = find(exchange, guest).process().id();
    guest.signalIfThere(id, SIGKILL, SignalScope.TREE);
    guest.waitFor(id, PATIENCE);
    guest.releaseIfThere(id);
    exchange.answerEmpty(204);
  }

  private static void await(Exchange exchange, ToolboxContext sandbox) throws IOException {
    long millis = Asked.number(exchange, "timeoutMs").orElse(DEFAULT_WAIT_MILLIS);
    Guest guest = sandbox.guest();
    ProcessId id = find(exchange, guest).process().id();
    exchange.answer(
        waitFor(exchange, guest, id, millis)
            .map(HeldProcess::exit)
            .orElse(new ProcessExit("timed_out", null, null)));
  }

  /**
   * @param millis 0: without end
   */
  private static Optional<ExitStatus> waitFor(
      Exchange exchange, Guest guest, ProcessId id, long millis) throws IOException {
    Thread waiting = Thread.currentThread();
    exchange.whenClientLeaves(waiting::interrupt);
    try {
      return Optional.of(guest.waitFor(id, limit(millis)));
    } catch (GuestTimeoutException e) {
      if (Thread.interrupted()) {
        EofException gone = new EofException("the client left before the process ended");
        gone.initCause(e);
        throw gone;
      }
      return Optional.empty();
    }
  }

  private static Duration limit(long millis) {
    return millis == 0 || millis > UNLIMITED.toMillis() ? UNLIMITED : Duration.ofMillis(millis);
  }

  private static void stdin(Exchange exchange, ToolboxContext sandbox) {
    ProcessStdinRequest request = exchange.body(ProcessStdinRequest.class);
    byte[] data = data(request);
    Guest guest = sandbox.guest();
    HeldProcess held = running(find(exchange, guest));
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
    if (request.escalateAfterMs() != null || request.escalateTo() != null) {
      throw Asked.unsupported("escalation: wait for the end, and send SIGKILL");
    }
    String name = requireNonNullElse(request.signal(), "");
    int number = SignalNames.number(name.isEmpty() ? "SIGTERM" : name);
    Guest guest = sandbox.guest();
    HeldProcess held = running(find(exchange, guest));
    guest.signalIfThere(held.process().id(), number, SignalScope.TREE);
    exchange.answerEmpty(204);
  }

  private static HeldProcess running(HeldProcess held) {
    if (!held.isRunning()) {
      throw new ApiException(
          409, ErrorCode.PROCESS_TERMINAL, "conflict: process " + held.id() + " has ended");
    }
    return held;
  }
}
