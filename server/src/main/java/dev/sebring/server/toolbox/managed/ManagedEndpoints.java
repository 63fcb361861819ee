package dev.sebring.server.toolbox.managed;

import dev.sebring.api.CreateProcessRequest;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.ManagedProcess;
import dev.sebring.api.ManagedProcesses;
import dev.sebring.api.ProcessExit;
import dev.sebring.api.ProcessLogs;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** {@code /processes}: starts, shows and ends them; below it are the others. Thread-safe. */
public final class ManagedEndpoints {
  private static final String ALL = "/processes";
  static final String ONE = ALL + "/{processId}";
  private static final Duration UNLIMITED = Duration.ofDays(365);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long DEFAULT_WAIT_MILLIS = 60_000;
  private static final int SIGKILL = 9;

  private final ManagedPrograms programs = new ManagedPrograms();
  private final ManagedTerminals terminals;

  private ManagedEndpoints(ManagedTerminals terminals) {
    this.terminals = terminals;
  }

  public static void addTo(ToolboxRoutes routes) {
    ManagedTerminals terminals = new ManagedTerminals();
    ManagedEndpoints endpoints = new ManagedEndpoints(terminals);
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
        endpoints::list);
    routes.get(
        ONE,
        Operation.of("Get a process").answers(ManagedProcess.class),
        (exchange, sandbox) ->
            exchange.answer(endpoints.shown(sandbox, find(exchange, sandbox.guest()), null)));
    routes.delete(
        ONE,
        Operation.of("End a process with all that it has started, and forget it").answers(204),
        ManagedEndpoints::delete);
    routes.get(
        ONE + "/wait",
        Operation.of("Wait for a process's end").query("timeoutMs").answers(ProcessExit.class),
        ManagedEndpoints::await);
    routes.get(
        ONE + "/logs",
        Operation.of(
                "What a process has written since a cursor; followed, as server-sent events until"
                    + " it has ended")
            .query("cursor")
            .query("limit")
            .query("encoding")
            .query("follow")
            .answers(ProcessLogs.class)
            .orStreams(EventStream.MEDIA_TYPE),
        endpoints::logs);
    RunningEndpoints.addTo(routes, terminals);
  }

  /** The process that a request is about. */
  static HeldProcess find(Exchange exchange, Guest guest) {
    return HeldProcess.find(guest, exchange.pathParameter("processId"));
  }

  private ManagedProcess shown(
      ToolboxContext sandbox, HeldProcess held, @Nullable ProcessLogs logs) {
    return held.toApi(terminals.size(sandbox, held), logs);
  }

  private void create(Exchange exchange, ToolboxContext sandbox) throws IOException {
    CreateProcessRequest request = exchange.body(CreateProcessRequest.class);
    Optional<Long> waitMillis = Asked.number(exchange, "waitMs");
    Optional<String> logs = Asked.text(exchange, "logs");
    boolean base64 = Asked.base64(logs);
    Guest guest = sandbox.guest();
    ProcessId id = programs.start(sandbox, guest, request);
    if (waitMillis.isPresent()) {
      waitFor(exchange, guest, id, waitMillis.get());
    }
    HeldProcess held =
        HeldProcess.again(guest, id)
            .orElseThrow(() ->
                new ApiException(
                    404, ErrorCode.PROCESS_NOT_FOUND, "not found: the process was deleted"));
    ProcessLogs page =
        waitMillis.isPresent() && logs.isPresent()
            ? LogPages.read(guest, held.process(), "", LogPages.MAX_FRAMES, base64)
            : null;
    exchange.answer(201, shown(sandbox, held, page));
  }

  private void list(Exchange exchange, ToolboxContext sandbox) {
    String state = Asked.text(exchange, "state").orElse("all");
    Optional<String> kind = Asked.text(exchange, "kind");
    Optional<String> name = Asked.text(exchange, "name");
    Optional<Long> pid = Asked.number(exchange, "pid");
    boolean ofSession = Asked.text(exchange, "sessionId").isPresent();
    exchange.answer(
        new ManagedProcesses(
            HeldProcess.all(sandbox.guest()).stream()
                .map(held -> shown(sandbox, held, null))
                .filter(process -> !ofSession)
                .filter(process -> state.equals("all") || state.equals(process.state()))
                .filter(process -> kind.isEmpty() || kind.get().equals(process.kind()))
                .filter(process -> name.isEmpty() || name.get().equals(process.name()))
                .filter(process -> pid.isEmpty() || pid.get().equals(process.pid()))
                .toList()));
  }

  private static void delete(Exchange exchange, ToolboxContext sandbox) {
    Guest guest = sandbox.guest();
    HeldProcess held = find(exchange, guest);
    ProcessId id = held.process().id();
    guest.signalIfThere(id, SIGKILL, SignalScope.TREE);
    guest.waitFor(id, PATIENCE);
    ManagedPrograms.forget(guest, held);
    exchange.answerEmpty(204);
  }

  private static void await(Exchange exchange, ToolboxContext sandbox) throws IOException {
    long millis = Asked.number(exchange, "timeoutMs").orElse(DEFAULT_WAIT_MILLIS);
    Guest guest = sandbox.guest();
    HeldProcess held = find(exchange, guest);
    ProcessId id = held.process().id();
    exchange.answer(
        waitFor(exchange, guest, id, millis)
            .map(end ->
                HeldProcess.again(guest, id)
                    .map(HeldProcess::exit)
                    .orElseGet(() -> HeldProcess.exit(end, false)))
            .orElse(new ProcessExit("timed_out", null, null)));
  }

  /**
   * @param millis 0: without end
   * @return empty if it has not ended
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

  private void logs(Exchange exchange, ToolboxContext sandbox) throws IOException {
    boolean base64 = Asked.base64(exchange.query("encoding"));
    String cursor = exchange.query("cursor").orElse("");
    Guest guest = sandbox.guest();
    HeldProcess held = find(exchange, guest);
    if (exchange.queryFlag("follow")) {
      new FollowedLog(exchange, guest, held.process(), base64)
          .send(
              LogPages.offset(cursor, held.process()),
              () ->
                  HeldProcess.again(guest, held.process().id())
                      .map(ended -> shown(sandbox, ended, null)));
      return;
    }
    long limit = Asked.number(exchange, "limit").orElse((long) LogPages.MAX_FRAMES);
    int frames = Math.clamp(limit, 1, LogPages.MAX_FRAMES);
    exchange.answer(LogPages.read(guest, held.process(), cursor, frames, base64));
  }
}
