package dev.sebring.server.toolbox.session;

import dev.sebring.api.CreateSessionRequest;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.Session;
import dev.sebring.api.SessionCommand;
import dev.sebring.api.SessionCommandLogs;
import dev.sebring.api.SessionExecuteRequest;
import dev.sebring.api.SessionExecuteResponse;
import dev.sebring.api.SessionSendInputRequest;
import dev.sebring.sandbox.SandboxLocks;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.jetty.io.EofException;

/** {@code /process/session} and below (contract 3.3). Thread-safe. */
public final class SessionEndpoints {
  private static final String ONE = "/process/session/{sessionId}";
  private static final String COMMAND = ONE + "/command/{commandId}";

  private static final int MAX_ID_CHARS = 256;
  private static final int MAX_BODY_BYTES = 32 << 20;
  private static final Duration UNLIMITED = Duration.ofDays(365);

  /** One of them for each sandbox: what is started first in a session is handed over first. */
  private final SandboxLocks starting = new SandboxLocks();

  private SessionEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    SessionEndpoints endpoints = new SessionEndpoints();
    routes.post(
        "/process/session",
        Operation.of("Open a session: a shell that stays")
            .takes(CreateSessionRequest.class)
            .answers(201),
        endpoints::create);
    routes.get(
        "/process/session",
        Operation.of("List the sessions").answersListOf(Session.class),
        (exchange, sandbox) ->
            exchange.answer(
                HeldSession.all(sandbox.guest()).stream().map(HeldSession::toApi).toList()));
    routes.get(
        ONE,
        Operation.of("Get a session and its commands").answers(Session.class),
        (exchange, sandbox) -> exchange.answer(find(exchange, sandbox.guest()).toApi()));
    routes.delete(
        ONE,
        Operation.of("End a session with all that it has started").answers(204),
        SessionEndpoints::delete);
    routes.post(
        ONE + "/exec",
        Operation.of("Run a command in a session")
            .takes(SessionExecuteRequest.class)
            .answers(SessionExecuteResponse.class)
            .orAnswers(202),
        endpoints::execute);
    routes.get(
        COMMAND,
        Operation.of("Get a command of a session").answers(SessionCommand.class),
        (exchange, sandbox) ->
            exchange.answer(command(exchange, find(exchange, sandbox.guest())).toApi()));
    routes.get(
        COMMAND + "/logs",
        Operation.of("What a command has written; as a WebSocket, also while it runs")
            .query("follow")
            .answers(SessionCommandLogs.class),
        SessionEndpoints::logs);
    routes.post(
        COMMAND + "/input",
        Operation.of("Write to a command's standard input")
            .takes(SessionSendInputRequest.class)
            .answers(204),
        SessionEndpoints::input);
    EntrypointSession.addTo(routes);
  }

  private void create(Exchange exchange, ToolboxContext sandbox) {
    String id = exchange.body(CreateSessionRequest.class).sessionId();
    if (id.isBlank() || id.length() > MAX_ID_CHARS || id.equals(EntrypointSession.ID)) {
      throw ApiException.badRequest(
          "bad request: sessionId must be 1 to "
              + MAX_ID_CHARS
              + " characters, and not \"entrypoint\", which is taken by the sandbox itself");
    }
    Guest guest = sandbox.guest();
    starting.with(
        sandbox.id(),
        () -> {
          if (HeldSession.all(guest).stream().anyMatch(session -> session.id().equals(id))) {
            throw new ApiException(
                409,
                ErrorCode.CONFLICT,
                "conflict: there is a session " + id + " already: choose another id, or delete it");
          }
          new SessionShells(sandbox, guest).open(id);
        });
    exchange.answerEmpty(201);
  }

  private static HeldSession find(Exchange exchange, Guest guest) {
    return HeldSession.find(guest, exchange.pathParameter("sessionId"));
  }

  private static HeldCommand command(Exchange exchange, HeldSession session) {
    return session.command(exchange.pathParameter("commandId"));
  }

  private static void delete(Exchange exchange, ToolboxContext sandbox) {
    if (exchange.pathParameter("sessionId").equals(EntrypointSession.ID)) {
      throw ApiException.badRequest("bad request: the entrypoint session cannot be deleted");
    }
    Guest guest = sandbox.guest();
    new SessionShells(sandbox, guest).close(find(exchange, guest));
    exchange.answerEmpty(204);
  }

  private void execute(Exchange exchange, ToolboxContext sandbox) throws IOException {
    SessionExecuteRequest request = exchange.body(SessionExecuteRequest.class, MAX_BODY_BYTES);
    if (request.command().isBlank()) {
      throw ApiException.badRequest("bad request: command is blank: say what is to run");
    }
    boolean runsOn =
        Boolean.TRUE.equals(request.runAsync()) || Boolean.TRUE.equals(request.async());
    Guest guest = sandbox.guest();
    SessionShells shells = new SessionShells(sandbox, guest);
    String commandId = UUID.randomUUID().toString();
    Label.OfCommand label =
        new Label.OfCommand(
            exchange.pathParameter("sessionId"),
            commandId,
            request.command(),
            !Boolean.TRUE.equals(request.suppressInputEcho()));
    Started started =
        starting.with(
            sandbox.id(),
            () -> {
              HeldSession session = find(exchange, guest);
              if (session.hasEnded()) {
                throw SessionShells.ended(session);
              }
              return new Started(session, shells.run(session, label, request.command(), runsOn));
            });
    if (runsOn) {
      exchange.answer(202, new SessionExecuteResponse(commandId, null, null, null, null));
      return;
    }
    ExitStatus end = await(exchange, guest, shells, started);
    if (!(end instanceof ExitStatus.Exited exited)) {
      throw SessionShells.ended(HeldSession.find(guest, started.session.id()));
    }
    CommandLogs.answer(exchange, guest, started.holder, end.logEnd(), commandId, exited.code());
  }

  private record Started(HeldSession session, ProcessId holder) {}

  /** Waits for a command's end; it runs on when the client leaves. */
  private static ExitStatus await(
      Exchange exchange, Guest guest, SessionShells shells, Started started) throws IOException {
    Thread waiting = Thread.currentThread();
    exchange.whenClientLeaves(waiting::interrupt);
    ProcessId holder = started.holder;
    try (ShellWatch watch = new ShellWatch(guest, shells, started.session.shell().id(), holder)) {
      return guest.waitFor(holder, UNLIMITED);
    } catch (GuestTimeoutException e) {
      if (Thread.interrupted()) {
        EofException gone = new EofException("the client left before the command ended");
        gone.initCause(e);
        throw gone;
      }
      throw e;
    }
  }

  private static void logs(Exchange exchange, ToolboxContext sandbox) throws IOException {
    Guest guest = sandbox.guest();
    HeldSession session = find(exchange, guest);
    HeldCommand command = command(exchange, session);
    ProcessId holder = command.holder().id();
    if (!exchange.asksForWebSocket()) {
      CommandLogs.answer(exchange, guest, holder, command.holder().logEnd());
      return;
    }
    boolean follow = exchange.queryFlag("follow");
    SessionShells shells = new SessionShells(sandbox, guest);
    exchange.converse(
        null,
        peer -> {
          try (ShellWatch watch = new ShellWatch(guest, shells, session.shell().id(), holder)) {
            new FollowedLog(guest, holder, follow).hold(peer);
          }
        });
  }

  private static void input(Exchange exchange, ToolboxContext sandbox) throws IOException {
    String data = exchange.body(SessionSendInputRequest.class, MAX_BODY_BYTES).data();
    Guest guest = sandbox.guest();
    HeldCommand command = command(exchange, find(exchange, guest));
    if (command.exitCode().isPresent()) {
      throw new ApiException(
          410,
          ErrorCode.COMMAND_ALREADY_COMPLETED,
          "gone: the command has ended with exit code " + command.exitCode().getAsInt());
    }
    String line = data.endsWith("\n") ? data : data + "\n";
    SessionShells shells = new SessionShells(sandbox, guest);
    if (command.label().echo()) {
      shells.echo(command.holder(), line);
    }
    shells.feed(command.holder(), line);
    exchange.answerEmpty(204);
  }
}
