package dev.sebring.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * A connection that can be looked at while its endpoint works and Jetty does not read: the only way
 * to see that a client has left is to read. What a client sends early, its next request, is kept
 * and read by Jetty later. Thread-safe.
 */
final class WatchedEndPoint extends ProxyEndPoint {
  private static final int EARLY_BYTES = 4096;

  /**
   * What is read at once; Jetty's own 8 KiB make eight steps of one. Held while something comes.
   */
  private static final int INPUT_BYTES = 64 * 1024;

  private boolean watched;
  private ByteBuffer early = BufferUtil.EMPTY_BUFFER;

  private WatchedEndPoint(EndPoint endPoint) {
    super(endPoint, endPoint.getRemoteSocketAddress(), endPoint.getLocalSocketAddress());
  }

  /** Plain HTTP/1.1 over such connections. */
  static HttpConnectionFactory connections(HttpConfiguration configuration) {
    HttpConnectionFactory factory =
        new HttpConnectionFactory(configuration) {
          @Override
          public Connection newConnection(Connector connector, EndPoint endPoint) {
            return super.newConnection(connector, new WatchedEndPoint(endPoint));
          }
        };
    factory.setInputBufferSize(INPUT_BYTES);
    return factory;
  }

  /** From now on, until {@code false}, nobody else reads. */
  synchronized void setWatched(boolean nowWatched) {
    watched = nowWatched;
  }

  /** Whether the client has closed its side, or the connection is broken. */
  synchronized boolean looksClosed() {
    if (!watched || early.hasRemaining()) {
      return false;
    }
    ByteBuffer read = BufferUtil.allocate(EARLY_BYTES);
    try {
      int count = super.fill(read);
      if (count > 0) {
        early = read;
      }
      return count < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (this) {
      if (early.hasRemaining()) {
        return BufferUtil.append(buffer, early);
      }
    }
    return super.fill(buffer);
  }

  private synchronized boolean hasEarly() {
    return early.hasRemaining();
  }

  @Override
  public void fillInterested(Callback callback) throws ReadPendingException {
    if (hasEarly()) {
      callback.succeeded();
    } else {
      super.fillInterested(callback);
    }
  }

  @Override
  public boolean tryFillInterested(Callback callback) {
    if (hasEarly()) {
      callback.succeeded();
      return true;
    }
    return super.tryFillInterested(callback);
  }
}
