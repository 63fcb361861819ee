package dev.sebring.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * The client at the other end of a WebSocket. Calls block. One message at a time waits here: the
 * next is read from the connection when that has been taken. A client that takes nothing for a
 * minute is dropped. Thread-safe.
 */
public final class WebSocketPeer {
  private static final Duration SEND_LIMIT = Duration.ofMinutes(1);

  /** Of RFC 6455, 5.5: a control frame has 125 bytes, two of them the code. */
  private static final int MAX_REASON_BYTES = 123;

  private final Session session;
  private final LinkedBlockingQueue<Optional<WebSocketMessage>> received =
      new LinkedBlockingQueue<>();
  private volatile boolean gone;
  private volatile boolean leftByItself;

  WebSocketPeer(Session session) {
    this.session = session;
  }

  void arrived(WebSocketMessage message) {
    received.add(Optional.of(message));
  }

  void left(boolean byItself) {
    leftByItself = byItself;
    gone = true;
    received.add(Optional.empty());
  }

  /** Whether the connection is closed, by whichever side. */
  public boolean isGone() {
    return gone;
  }

  /** Whether the client has left, and not this server, which is ending. */
  public boolean leftByItself() {
    return leftByItself;
  }

  /**
   * The next message, as soon as there is one.
   *
   * @return empty when the client has left, and from then on
   */
  public Optional<WebSocketMessage> receive() throws InterruptedException {
    Optional<WebSocketMessage> message = received.take();
    if (message.isPresent()) {
      session.demand();
    } else {
      received.add(message);
    }
    return message;
  }

  /**
   * Sends a text message. Returns when it is written.
   *
   * @throws IOException if the client has left, or takes nothing
   */
  public void send(String text) throws IOException {
    await(callback -> session.sendText(text, callback));
  }

  /** Sends a binary message, as {@link #send(String)}. */
  public void send(ByteBuffer bytes) throws IOException {
    await(callback -> session.sendBinary(bytes, callback));
  }

  /**
   * Closes the connection. Does nothing if it is closed.
   *
   * @param code of RFC 6455, 7.4
   * @param reason cut after 123 bytes
   */
  public void close(int code, @Nullable String reason) {
    String text = reason == null ? "" : reason;
    while (text.getBytes(UTF_8).length > MAX_REASON_BYTES) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    String cut = text;
    try {
      await(callback -> session.close(code, cut, callback));
    } catch (IOException e) {
      session.disconnect();
    }
  }

  private void await(Consumer<Callback> sending) throws IOException {
    Callback.Completable sent = new Callback.Completable();
    sending.accept(sent);
    try {
      sent.get(SEND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      session.disconnect();
      throw new IOException("the client took nothing for " + SEND_LIMIT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("the client has left", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while sending").initCause(e);
    }
  }
}
