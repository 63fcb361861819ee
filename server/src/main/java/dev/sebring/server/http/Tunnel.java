package dev.sebring.server.http;

import dev.sebring.sandbox.ByteStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection that has ceased to be HTTP: its bytes go to a program and the program's
 * come back, by a thread for each way. It ends when the program does, or when nothing has gone
 * either way for as long as connections may be idle. Thread-safe.
 */
final class Tunnel extends AbstractConnection implements Connection.UpgradeTo {
  private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
  private static final int PIECE_BYTES = 64 * 1024;

  private final ByteStream program;
  private final byte[] fromProgram;
  private final Runnable over;
  private final AtomicBoolean closed = new AtomicBoolean();
  private byte[] fromClient = new byte[0];

  /**
   * @param fromProgram what it has sent already
   * @param over told once when all has ended
   */
  Tunnel(EndPoint client, ByteStream program, byte[] fromProgram, Runnable over) {
    super(client, Runnable::run);
    this.program = program;
    this.fromProgram = fromProgram;
    this.over = over;
  }

  /** Answers the request; then the connection changes hands. */
  void open(Request request, Response response, Callback callback) {
    request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, this);
    Callback answered =
        Callback.from(
            callback::succeeded,
            failure -> {
              onClose(failure);
              callback.failed(failure);
            });
    response.write(true, BufferUtil.EMPTY_BUFFER, answered);
  }

  /** Takes what the client has sent already. */
  @Override
  public void onUpgradeTo(ByteBuffer buffer) {
    fromClient = BufferUtil.toArray(buffer);
    BufferUtil.clear(buffer);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    Thread.ofVirtual().name("tunnel-to-program").start(() -> orClose(this::toProgram));
    Thread.ofVirtual()
        .name("tunnel-to-client")
        .start(() -> {
          orClose(this::toClient);
          close();
        });
  }

  @Override
  public void onFillable() {
    throw new IllegalStateException("nobody asked to be called");
  }

  private interface Way {
    void go() throws IOException;
  }

  private void orClose(Way way) {
    try {
      way.go();
    } catch (IOException | RuntimeException e) {
      LOG.atDebug().setCause(e).log("a tunnel has ended");
      close();
    }
  }

  /** Until the client ends its half; the program may still have something to say. */
  private void toProgram() throws IOException {
    OutputStream out = program.output();
    out.write(fromClient);
    ByteBuffer buffer = BufferUtil.allocate(PIECE_BYTES);
    for (int n; (n = getEndPoint().fill(buffer)) >= 0; ) {
      if (n == 0) {
        await(getEndPoint()::fillInterested);
      } else {
        out.write(BufferUtil.toArray(buffer));
        BufferUtil.clear(buffer);
      }
    }
    out.close();
  }

  private void toClient() throws IOException {
    send(fromProgram, fromProgram.length);
    byte[] piece = new byte[PIECE_BYTES];
    for (int n; (n = program.input().read(piece)) >= 0; ) {
      send(piece, n);
    }
  }

  private void send(byte[] bytes, int length) throws IOException {
    await(callback -> getEndPoint().write(callback, ByteBuffer.wrap(bytes, 0, length)));
  }

  private static void await(Consumer<Callback> operation) throws IOException {
    Callback.Completable done = new Callback.Completable();
    operation.accept(done);
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new IOException("the client's connection has ended", e.getCause());
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** Called whoever closes it. */
  @Override
  public void onClose(Throwable cause) {
    super.onClose(cause);
    if (closed.compareAndSet(false, true)) {
      try {
        program.close();
      } catch (IOException e) {
        LOG.atDebug().setCause(e).log("a tunnel's program could not be left");
      } finally {
        over.run();
      }
    }
  }
}
