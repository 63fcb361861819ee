package dev.sebring.server.toolbox.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.Json;
import dev.sebring.api.Message;
import dev.sebring.api.PtyCreateRequest;
import dev.sebring.api.PtyCreateResponse;
import dev.sebring.api.PtyResizeRequest;
import dev.sebring.api.PtySessionInfo;
import dev.sebring.api.PtySessions;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.TerminalSize;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /process/pty} and below (contract 3.4). Thread-safe. */
public final class TerminalEndpoints {
  private static final String ONE = "/process/pty/{sessionId}";
  private static final String EXIT_CONTROL = "X-Daytona-Pty-Exit-Control";
  private static final String ENVS = "X-Daytona-Pty-Envs~";
  private static final int SIGKILL = 9;

  private final TerminalShells shells = new TerminalShells();
  private final TerminalSizes sizes = new TerminalSizes();

  private TerminalEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    TerminalEndpoints endpoints = new TerminalEndpoints();
    routes.post(
        "/process/pty",
        Operation.of("Open a terminal with a shell")
            .takes(PtyCreateRequest.class)
            .answers(201, PtyCreateResponse.class),
        endpoints::create);
    routes.get(
        "/process/pty",
        Operation.of("List the terminals").answers(PtySessions.class),
        (exchange, sandbox) -> exchange.answer(endpoints.list(sandbox)));
    routes.get(
        ONE,
        Operation.of("Get a terminal").answers(PtySessionInfo.class),
        (exchange, sandbox) ->
            exchange.answer(endpoints.info(sandbox, find(exchange, sandbox.guest()))));
    routes.delete(
        ONE,
        Operation.of("Kill a terminal's shell and all that it has started").answers(Message.class),
        TerminalEndpoints::delete);
    routes.post(
        ONE + "/resize",
        Operation.of("Change the size of a terminal")
            .takes(PtyResizeRequest.class)
            .answers(PtySessionInfo.class),
        endpoints::resize);
    routes.get(
        ONE + "/connect",
        Operation.of("Use a terminal, as a WebSocket"),
        TerminalEndpoints::connect);
    routes.get(
        "/process/pty/create-connect",
        Operation.of("Open a terminal and use it, as a WebSocket")
            .requiredQuery("id")
            .query("cwd")
            .query("cols")
            .query("rows"),
        endpoints::createAndConnect);
  }

  private static HeldTerminal find(Exchange exchange, Guest guest) {
    return HeldTerminal.find(guest, exchange.pathParameter("sessionId"));
  }

  private void create(Exchange exchange, ToolboxContext sandbox) {
    PtyCreateRequest request = exchange.body(PtyCreateRequest.class);
    shells.open(sandbox, sandbox.guest(), request);
    exchange.answer(201, new PtyCreateResponse(request.id()));
  }

  private PtySessions list(ToolboxContext sandbox) {
    return new PtySessions(
        HeldTerminal.all(sandbox.guest()).stream()
            .map(terminal -> info(sandbox, terminal))
            .toList());
  }

  private PtySessionInfo info(ToolboxContext sandbox, HeldTerminal terminal) {
    TerminalLabel label = terminal.label();
    TerminalSize first = new TerminalSize(label.rows(), label.cols());
    return terminal.toApi(sizes.get(sandbox.id(), terminal.shell(), first));
  }

  private static void delete(Exchange exchange, ToolboxContext sandbox) {
    Guest guest = sandbox.guest();
    HeldTerminal terminal = find(exchange, guest);
    guest.signal(terminal.shell().id(), SIGKILL, SignalScope.TREE);
    exchange.answer(new Message("terminal " + terminal.label().pty() + " was killed"));
  }

  private void resize(Exchange exchange, ToolboxContext sandbox) {
    PtyResizeRequest request = exchange.body(PtyResizeRequest.class);
    TerminalSize size = TerminalSizes.of(request.cols(), request.rows());
    Guest guest = sandbox.guest();
    HeldTerminal terminal = find(exchange, guest);
    guest.resize(terminal.shell().id(), size);
    sizes.put(sandbox.id(), terminal.shell(), size);
    exchange.answer(terminal.toApi(size));
  }

  private static void connect(Exchange exchange, ToolboxContext sandbox) {
    Guest guest = sandbox.guest();
    HeldTerminal terminal = find(exchange, guest);
    long from = terminal.label().lazyStart() ? 0 : terminal.shell().logEnd();
    converse(exchange, guest, terminal.shell().id(), from);
  }

  private void createAndConnect(Exchange exchange, ToolboxContext sandbox) {
    if (!exchange.asksForWebSocket()) {
      throw ApiException.badRequest(
          "bad request: this is a WebSocket; POST /process/pty makes a terminal without one");
    }
    PtyCreateRequest request =
        new PtyCreateRequest(
            exchange.requiredQuery("id"),
            exchange.query("cwd").filter(cwd -> !cwd.isBlank()).orElse(null),
            offeredEnvs(exchange.offeredSubprotocols()),
            number(exchange, "cols"),
            number(exchange, "rows"),
            null);
    Guest guest = sandbox.guest();
    converse(exchange, guest, shells.open(sandbox, guest, request), 0);
  }

  private static void converse(Exchange exchange, Guest guest, ProcessId shell, long from) {
    List<String> offered = exchange.offeredSubprotocols();
    boolean exitControl = offered.contains(EXIT_CONTROL);
    String chosen = exitControl ? EXIT_CONTROL : offered.isEmpty() ? null : offered.getFirst();
    exchange.converse(chosen, new TerminalConversation(guest, shell, from, exitControl));
  }

  private static @Nullable Map<String, String> offeredEnvs(List<String> offered) {
    Optional<String> envs = offered.stream().filter(token -> token.startsWith(ENVS)).findFirst();
    if (envs.isEmpty()) {
      return null;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(envs.get().substring(ENVS.length()));
      return Json.mapper()
          .readValue(new String(json, UTF_8), new TypeReference<Map<String, String>>() {});
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw new ApiException(
          400,
          ErrorCode.BAD_REQUEST,
          "bad request: the subprotocol " + ENVS + "... is not base64url of a JSON object of texts",
          e);
    }
  }

  private static @Nullable Integer number(Exchange exchange, String name) {
    Optional<String> text = exchange.query(name).filter(value -> !value.isBlank());
    if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
      throw ApiException.badRequest(
          "bad request: " + name + " must be a whole number, not \"" + text.get() + "\"");
    }
    return text.map(Integer::valueOf).orElse(null);
  }
}
