package dev.sebring.server.toolbox;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The client's end of a WebSocket, with the JDK's client: what arrives waits here. */
public final class TestSocket implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private TestSocket(WebSocket.Builder builder, URI uri, boolean reads) {
    socket = builder.buildAsync(uri, new Arrivals(reads)).join();
  }

  static TestSocket open(WebSocket.Builder builder, URI uri) {
    return new TestSocket(builder, uri, true);
  }

  /** One that reads nothing. */
  static TestSocket idle(WebSocket.Builder builder, URI uri) {
    return new TestSocket(builder, uri, false);
  }

  /** How the server closed it. */
  public record Closed(int code, String reason) {}

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  public void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** The next message: a String or an array of bytes. */
  public Object next() throws InterruptedException {
    Object message = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  public Closed closed() throws Exception {
    return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** All messages, once the server has closed the connection. */
  public List<Object> all() throws Exception {
    closed();
    return new ArrayList<>(arrived);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Arrivals implements WebSocket.Listener {
    private final boolean reads;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Arrivals(boolean reads) {
      this.reads = reads;
    }

    @Override
    public void onOpen(WebSocket opened) {
      if (reads) {
        opened.request(1);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        arrived.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      bytes.writeBytes(part);
      if (last) {
        arrived.add(bytes.toByteArray());
        bytes.reset();
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(new Closed(code, reason));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
