package dev.sebring.server.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that must not look complete because its writer's {@code try} block was left by an
 * exception.
 */
final class FlushOnClose extends FilterOutputStream {
  FlushOnClose(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
