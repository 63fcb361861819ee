package dev.sebring.sandbox.guest;

import java.io.OutputStream;

/**
 * An open file of a sandbox. What is written is there for sure once {@link #finish} returns; a full
 * disk is a {@link GuestException} from the next write or from {@code finish}. Writing throws
 * {@link GuestFailure}, never an {@link java.io.IOException}. Not thread-safe.
 *
 * <pre>{@code
 * try (FileOutput file = files.write(WriteRequest.replace(path))) {
 *   source.transferTo(file);
 *   file.finish();
 * }
 * }</pre>
 */
public final class FileOutput extends OutputStream {
  private FileOutput() {}

  @Override
  public void write(int value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  /** Ends the file well. Returns what it is now. The same again when called again. */
  public FileStat finish() {
    throw new UnsupportedOperationException();
  }

  /** Without {@link #finish}: stops writing and leaves what was written. Otherwise does nothing. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
