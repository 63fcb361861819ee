package dev.sebring.server.toolbox.session;

import dev.sebring.api.Session;
import dev.sebring.api.SessionCommand;
import dev.sebring.api.SessionCommandLogs;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.List;

/**
 * The session that Daytona runs an image's own command in. Snapshots here have none: its command
 * runs as long as the sandbox and writes nothing.
 */
final class EntrypointSession {
  static final String ID = "entrypoint";

  private static final Session SESSION =
      new Session(ID, List.of(new SessionCommand("entrypoint_command", "", null)));

  private EntrypointSession() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        "/process/session/" + ID,
        Operation.of("Get the session of the image's own command").answers(Session.class),
        (exchange, sandbox) -> {
          sandbox.guest();
          exchange.answer(SESSION);
        });
    routes.get(
        "/process/session/" + ID + "/logs",
        Operation.of("What the image's own command has written; as a WebSocket, also from now on")
            .query("follow")
            .answers(SessionCommandLogs.class),
        EntrypointSession::logs);
  }

  private static void logs(Exchange exchange, ToolboxContext sandbox) {
    sandbox.guest();
    if (!exchange.asksForWebSocket()) {
      exchange.answer(new SessionCommandLogs("", "", ""));
      return;
    }
    boolean follow = exchange.queryFlag("follow");
    exchange.converse(
        null,
        peer -> {
          while (follow && peer.receive().isPresent()) {
            continue;
          }
        });
  }
}
