package dev.sebring.server.toolbox.proxy;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.io.IOException;

/**
 * Hands requests to what listens on a port of the sandbox (contract 5.3). Who may do so is checked
 * as for every call of the toolbox; the key itself stays here, see {@link Forwarding}. Thread-safe.
 */
public final class ProxyEndpoint {
  private static final int LAST_PORT = 65_535;

  private ProxyEndpoint() {}

  /** Registers the route. */
  public static void addTo(ToolboxRoutes routes) {
    routes.any(
        "/proxy/{port}/{path...}",
        Operation.of("What the program that listens on a port of the sandbox answers by HTTP")
            .answersAnything(),
        ProxyEndpoint::forward);
  }

  private static void forward(Exchange exchange, ToolboxContext sandbox) throws IOException {
    int port = port(exchange.pathParameter("port"));
    new ProxiedCall(exchange, port, connect(sandbox.guest(), port)).run();
  }

  private static int port(String text) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > LAST_PORT) {
      throw ApiException.badRequest(
          "port must be a number from 1 to " + LAST_PORT + ", not \"" + text + "\"");
    }
    return port;
  }

  private static ByteStream connect(Guest guest, int port) {
    try {
      return guest.connect(port);
    } catch (GuestException e) {
      String why =
          e.errno() == Errno.ECONNREFUSED
              ? "nothing listens on port " + port + " of the sandbox"
              : "port " + port + " of the sandbox cannot be reached (" + e.detail() + ")";
      throw Failures.of(
          why
              + ": start a program there, with a session for example so that it stays, wait until"
              + " it listens on localhost or on all addresses, and ask again",
          e);
    }
  }
}
