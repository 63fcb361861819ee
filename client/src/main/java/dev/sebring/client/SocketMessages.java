package dev.sebring.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.api.Json;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The text messages of a WebSocket, taken by one thread; the next is read from the connection when
 * the one before has been taken. Closing breaks the connection off unless the server has ended it.
 */
final class SocketMessages implements WebSocket.Listener, AutoCloseable {
  private final String tried;
  private final LinkedBlockingQueue<Event> arrived = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;
  private @Nullable Closed closed;

  /**
   * @param tried what is tried, the start of error messages
   */
  SocketMessages(String tried) {
    this.tried = tried;
  }

  private interface Event {}

  private record Text(String text) implements Event {}

  private record Closed(int code, String reason) implements Event {}

  private record Broken(Throwable cause) implements Event {}

  void opened(WebSocket opened) {
    socket = opened;
  }

  String tried() {
    return tried;
  }

  void send(String text) {
    try {
      socket().sendText(text, true).join();
    } catch (CompletionException e) {
      throw broken(e.getCause() == null ? e : e.getCause());
    }
  }

  /** The next message; empty once the server has closed the connection. */
  Optional<String> next() {
    if (closed != null) {
      return Optional.empty();
    }
    Event event;
    try {
      event = arrived.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException(
          tried + ", but this thread was interrupted while it waited, so it was broken off", e);
    }
    if (event instanceof Closed end) {
      closed = end;
      return Optional.empty();
    }
    if (event instanceof Broken broken) {
      throw broken(broken.cause());
    }
    socket().request(1);
    return Optional.of(((Text) event).text());
  }

  private DaytonaConnectionException broken(Throwable cause) {
    return new DaytonaConnectionException(
        tried + ", but the connection broke (" + cause.getMessage() + "): it may have been done",
        cause);
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not opened");
    }
    return socket;
  }

  /** How the server closed it, of RFC 6455, 7.4; 0 if it has not. */
  int closeCode() {
    return closed == null ? 0 : closed.code();
  }

  /** What the server said of it; may be empty. */
  String closeReason() {
    return closed == null ? "" : closed.reason();
  }

  /** The end of the connection as the answer that it is in place of. */
  Failure failure(int status, Map<String, String> fields) {
    ObjectNode body = Json.mapper().createObjectNode();
    String reason = closeReason();
    body.put(
        "message", reason.isEmpty() ? "the connection was closed with " + closeCode() : reason);
    fields.forEach(body::put);
    return new Failure(tried, status, body, reason, null);
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      arrived.add(new Text(part.toString()));
      part.setLength(0);
    } else {
      from.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    arrived.add(new Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    arrived.add(new Broken(error));
  }

  @Override
  public void close() {
    if (socket != null && closed == null) {
      socket.abort();
    }
  }
}
