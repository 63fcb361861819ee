package dev.sebring.server.toolbox.files;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.FileInput;
import dev.sebring.server.http.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An open file with a length that can be promised before its bytes are sent. Files of {@code /proc}
 * and the like say 0: those are read first. Not thread-safe.
 */
final class FileContent {
  private static final int MAX_UNSIZED_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final long length;

  private FileContent(InputStream in, long length) {
    this.in = in;
    this.length = length;
  }

  /**
   * @param file stays the caller's to close
   */
  static FileContent of(FileInput file) throws IOException {
    if (file.stat().size() > 0) {
      return new FileContent(file, file.stat().size());
    }
    byte[] all = file.readNBytes(MAX_UNSIZED_BYTES + 1);
    if (all.length > MAX_UNSIZED_BYTES) {
      throw new ApiException(
          500,
          ErrorCode.FILE_READ_FAILED,
          "the file says that it is empty and has more than "
              + MAX_UNSIZED_BYTES
              + " bytes: copy it first, with a command");
    }
    return new FileContent(new ByteArrayInputStream(all), all.length);
  }

  long length() {
    return length;
  }

  /**
   * Sends exactly {@link #length} bytes: of a file that has grown since, its beginning.
   *
   * @throws IOException if the file has become shorter, after what there was
   */
  void sendTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new IOException("the file became " + left + " bytes shorter while it was sent");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }
}
