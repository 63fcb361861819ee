package dev.sebring.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Opens WebSockets. One that no server was reached for is tried once more, where the server is then
 * said to be. This class is thread-safe.
 */
final class WebSockets {
  private final HttpClient http;
  private final Map<String, String> headers;

  WebSockets(HttpClient http, Map<String, String> headers) {
    this.http = http;
    this.headers = Map.copyOf(headers);
  }

  /**
   * Opens one.
   *
   * @param operation a GET; its time limit is for the opening
   * @param protocols offered to the server, the preferred one first; may be empty
   * @throws DaytonaException if the server answers otherwise, by the code of its answer, or not at
   *     all
   */
  MessageSocket open(Operation operation, Address address, List<String> protocols) {
    Deadline deadline = Deadline.in(operation.timeout());
    Endpoint endpoint = address.current();
    try {
      return tryOpen(operation, endpoint, protocols, deadline);
    } catch (IOException e) {
      if (Transport.neverSent(e) && address.relocate(endpoint)) {
        Endpoint now = address.current();
        try {
          return tryOpen(operation, now, protocols, deadline);
        } catch (IOException again) {
          throw Transport.broken(Transport.tried(operation, now), again);
        }
      }
      throw Transport.broken(Transport.tried(operation, endpoint), e);
    }
  }

  private MessageSocket tryOpen(
      Operation operation, Endpoint endpoint, List<String> protocols, Deadline deadline)
      throws IOException {
    String tried = Transport.tried(operation, endpoint);
    WebSocket.Builder builder = http.newWebSocketBuilder();
    headers.forEach(builder::header);
    builder.header("Authorization", "Bearer " + endpoint.apiKey());
    operation.headers().forEach(builder::header);
    if (!protocols.isEmpty()) {
      builder.subprotocols(
          protocols.get(0), protocols.subList(1, protocols.size()).toArray(new String[0]));
    }
    MessageSocket messages = new MessageSocket(tried);
    CompletableFuture<WebSocket> opening =
        builder.buildAsync(webSocketUri(operation.uri(endpoint.apiUrl())), messages.listener());
    try {
      messages.opened(Transport.await(opening, deadline, tried));
      return messages;
    } catch (WebSocketHandshakeException e) {
      throw Failure.read(tried, e.getResponse().statusCode(), new byte[0], null).exception();
    }
  }

  private static URI webSocketUri(URI http) {
    return URI.create(http.toString().replaceFirst("^http", "ws"));
  }
}
