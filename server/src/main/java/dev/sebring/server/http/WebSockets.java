package dev.sebring.server.http;

import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Turns requests into WebSockets, and runs what their endpoints want to say there. Thread-safe. */
final class WebSockets {
  /** After so long without a frame the client is asked for a sign of life. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  /** A message carries a program at most. */
  private static final long MAX_MESSAGE_BYTES = 32L << 20;

  private final Server server;
  private final ServerWebSocketContainer container;

  WebSockets(Server server) {
    this.server = server;
    container = ServerWebSocketContainer.ensure(server);
    container.setIdleTimeout(SILENCE);
    container.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
    container.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
    container.setMaxFrameSize(MAX_MESSAGE_BYTES);
  }

  /**
   * Answers the handshake; the rest happens on another thread.
   *
   * @throws ApiException 400 if the request is no proper handshake
   */
  void upgrade(Exchange exchange, Request request, Response response, Callback over) {
    boolean upgraded =
        container.upgrade(
            (asked, answer, callback) -> {
              // Compression costs more than it saves between neighbours.
              answer.setExtensions(List.of());
              String subprotocol = exchange.subprotocol();
              if (subprotocol != null) {
                answer.setAcceptedSubProtocol(subprotocol);
              }
              // Also when it has ended: the last connections close on their way out.
              return new WebSocketListener(exchange, () -> !server.isRunning());
            },
            request,
            response,
            over);
    if (!upgraded) {
      throw ApiException.badRequest("this is no WebSocket handshake as RFC 6455 wants it");
    }
  }
}
