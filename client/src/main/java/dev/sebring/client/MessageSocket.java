package dev.sebring.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An open WebSocket. Messages are taken one by one, and the server can send no more than one ahead
 * of the taker. One thread takes; any thread sends or closes.
 */
final class MessageSocket implements AutoCloseable {
  private static final int NORMAL = 1000;
  private static final int GOOD_BYE_SECONDS = 2;

  private final String tried;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private final ReentrantLock sending = new ReentrantLock();

  MessageSocket(String tried) {
    this.tried = tried;
  }

  private interface Event {}

  /** A message; text is UTF-8. */
  record Message(boolean text, byte[] bytes) implements Event {
    String string() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * The end, as the server says it.
   *
   * @param code of RFC 6455, 7.4
   * @param reason may be empty
   */
  record Closed(int code, String reason) implements Event {}

  private record Broken(Throwable cause) implements Event {}

  String tried() {
    return tried;
  }

  WebSocket.Listener listener() {
    return new Incoming();
  }

  void opened(WebSocket open) {
    socket.complete(open);
  }

  /**
   * Takes all messages until the server closes the connection, and answers how it did.
   *
   * @throws DaytonaException if the connection breaks, or this thread is interrupted
   */
  Closed takeAll(Consumer<Message> taker) {
    try {
      while (true) {
        socket.join().request(1);
        Event event = events.take();
        if (event instanceof Closed closed) {
          return closed;
        }
        if (event instanceof Broken broken) {
          throw failed(broken.cause());
        }
        taker.accept((Message) event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException(
          tried + ", but this thread was interrupted while it waited, so it was broken off", e);
    }
  }

  void send(String text) {
    send(open -> open.sendText(text, true));
  }

  void send(byte[] bytes) {
    send(open -> open.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  private interface Sending {
    CompletableFuture<WebSocket> by(WebSocket open);
  }

  /** The JDK's socket wants the end of one before the beginning of the next. */
  private void send(Sending message) {
    sending.lock();
    try {
      message.by(socket.join()).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException(tried + ", but this thread was interrupted while it sent", e);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } finally {
      sending.unlock();
    }
  }

  private DaytonaConnectionException failed(@Nullable Throwable cause) {
    return cause instanceof IOException io
        ? Transport.broken(tried, io)
        : new DaytonaConnectionException(tried + ", but the connection is closed", cause);
  }

  /** Says good-bye and lets go, whatever the server says. Closing twice does nothing. */
  @Override
  public void close() {
    WebSocket open = socket.join();
    events.add(new Closed(NORMAL, ""));
    if (!open.isOutputClosed()) {
      open.sendClose(NORMAL, "")
          .orTimeout(GOOD_BYE_SECONDS, TimeUnit.SECONDS)
          .whenComplete((sent, failure) -> open.abort());
    }
  }

  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    @Override
    public void onOpen(WebSocket opened) {
      // Messages are asked for one by one.
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (!last) {
        from.request(1);
        return null;
      }
      events.add(new Message(true, text.toString().getBytes(StandardCharsets.UTF_8)));
      text.setLength(0);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      binary.writeBytes(part);
      if (!last) {
        from.request(1);
        return null;
      }
      events.add(new Message(false, binary.toByteArray()));
      binary.reset();
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      events.add(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      events.add(new Broken(failure));
    }
  }
}
