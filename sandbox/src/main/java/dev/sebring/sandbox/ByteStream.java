package dev.sebring.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A two-way stream of bytes to a sandbox's guest. One thread may read while another writes. {@link
 * #close} may be called from any thread, ends a blocked read or write with an {@link IOException},
 * and does nothing the second time.
 */
public interface ByteStream extends AutoCloseable {
  InputStream input();

  OutputStream output();

  @Override
  void close() throws IOException;
}
