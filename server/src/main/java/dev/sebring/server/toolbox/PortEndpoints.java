package dev.sebring.server.toolbox;

import dev.sebring.api.PortInUse;
import dev.sebring.api.PortList;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;

/** Where programs of the sandbox listen (contract 5.3). Thread-safe. */
final class PortEndpoints {
  private static final int FIRST = 3000;
  private static final int LAST = 9999;

  private PortEndpoints() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        "/port",
        Operation.of("The ports from " + FIRST + " to " + LAST + " on which something listens")
            .answers(PortList.class),
        (exchange, sandbox) ->
            exchange.answer(
                new PortList(
                    sandbox.guest().ports().stream()
                        .filter(port -> port >= FIRST && port <= LAST)
                        .toList())));
    routes.get(
        "/port/{port}/in-use",
        Operation.of("Whether something listens on a port").answers(PortInUse.class),
        PortEndpoints::inUse);
  }

  private static void inUse(Exchange exchange, ToolboxContext sandbox) {
    String text = exchange.pathParameter("port");
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < FIRST || port > LAST) {
      throw ApiException.badRequest(
          "port must be a number from " + FIRST + " to " + LAST + ", not \"" + text + "\"");
    }
    exchange.answer(new PortInUse(sandbox.guest().ports().contains(port)));
  }
}
