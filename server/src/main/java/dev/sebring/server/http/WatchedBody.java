package dev.sebring.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body that says when it has been read to its end. Not thread-safe. */
final class WatchedBody extends FilterInputStream {
  private final Runnable ended;

  WatchedBody(InputStream in, Runnable ended) {
    super(in);
    this.ended = ended;
  }

  @Override
  public int read() throws IOException {
    return seen(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return seen(super.read(bytes, offset, length));
  }

  private int seen(int result) {
    if (result < 0) {
      ended.run();
    }
    return result;
  }
}
