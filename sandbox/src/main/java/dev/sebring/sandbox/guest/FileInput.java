package dev.sebring.sandbox.guest;

import java.io.InputStream;

/**
 * An open file of a sandbox. Read until its end, or closed before. Reading throws {@link
 * GuestFailure}, never an {@link java.io.IOException}. Not thread-safe.
 */
public final class FileInput extends InputStream {
  private FileInput() {}

  /**
   * Of the file when it was opened. A file that grows or shrinks has another length than this says.
   */
  public FileStat stat() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Ends the reading. Does nothing the second time, or after the end. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
