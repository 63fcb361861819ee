package dev.sebring.server.http;

import dev.sebring.server.http.WebSocketMessage.Binary;
import dev.sebring.server.http.WebSocketMessage.Text;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket: hands what arrives to its {@link WebSocketPeer}, and runs its conversation. Public
 * because Jetty calls it by reflection. Thread-safe.
 */
public final class WebSocketListener implements Session.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketListener.class);
  private static final int INTERNAL_ERROR = 1011;

  private final Exchange exchange;
  private final BooleanSupplier serverEnds;
  private @Nullable WebSocketPeer peer;
  private @Nullable Thread talking;
  private @Nullable Session session;
  private boolean over;
  private boolean asked;

  /**
   * @param serverEnds whether this server is about to end
   */
  WebSocketListener(Exchange exchange, BooleanSupplier serverEnds) {
    this.exchange = exchange;
    this.serverEnds = serverEnds;
  }

  @Override
  public synchronized void onWebSocketOpen(Session opened) {
    session = opened;
    opened.addIdleTimeoutListener(silence -> isDead(opened));
    WebSocketPeer client = new WebSocketPeer(opened);
    peer = client;
    talking = Thread.ofVirtual().name("sebring-websocket").start(() -> talk(client));
    opened.demand();
  }

  /** Asks after a silence, and gives up after a second one. */
  private synchronized boolean isDead(Session silent) {
    if (asked) {
      return true;
    }
    asked = true;
    silent.sendPing(BufferUtil.EMPTY_BUFFER.slice(), Callback.NOOP);
    return false;
  }

  private void talk(WebSocketPeer client) {
    try {
      exchange.conversation().hold(client);
      client.close(1000, null);
    } catch (Throwable failure) {
      if (!client.isGone()) {
        LOG.atWarn()
            .setCause(failure)
            .addKeyValue("path", exchange.path())
            .log("a conversation over a WebSocket failed");
        client.close(INTERNAL_ERROR, failure.getMessage());
      }
    } finally {
      synchronized (this) {
        over = true;
      }
      exchange.end();
    }
  }

  @Override
  public void onWebSocketText(String text) {
    arrived(new Text(text));
  }

  @Override
  public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
    byte[] bytes = BufferUtil.toArray(payload);
    callback.succeed();
    arrived(new Binary(bytes));
  }

  private synchronized void arrived(WebSocketMessage message) {
    asked = false;
    if (peer != null) {
      peer.arrived(message);
    }
  }

  /** The container answers it; the next frame is to be asked for. */
  @Override
  public synchronized void onWebSocketPing(ByteBuffer payload) {
    asked = false;
    if (session != null) {
      session.sendPong(BufferUtil.copy(payload), Callback.NOOP);
      session.demand();
    }
  }

  @Override
  public synchronized void onWebSocketPong(ByteBuffer payload) {
    asked = false;
    if (session != null) {
      session.demand();
    }
  }

  @Override
  public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
    callback.succeed();
    left();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.atDebug().setCause(cause).log("a WebSocket broke");
    left();
  }

  private synchronized void left() {
    if (peer != null) {
      peer.left(!serverEnds.getAsBoolean());
    }
    if (talking != null && !over) {
      talking.interrupt();
    }
  }
}
