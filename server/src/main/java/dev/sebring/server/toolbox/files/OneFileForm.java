package dev.sebring.server.toolbox.files;

import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.multipart.FormListener;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the field {@code file} of a form and skips all others. The file is touched only once that
 * field begins. Not thread-safe.
 */
final class OneFileForm implements FormListener, AutoCloseable {
  private final Supplier<FileReplacement> opener;
  private @Nullable FileReplacement file;
  private boolean inFile;

  OneFileForm(Supplier<FileReplacement> opener) {
    this.opener = opener;
  }

  @Override
  public void begin(String name) {
    inFile = name.equals("file");
    if (inFile && file != null) {
      throw ApiException.badRequest("the form has two fields \"file\": send one");
    }
    if (inFile) {
      file = opener.get();
    }
  }

  @Override
  public void content(ByteBuffer bytes) {
    if (inFile && file != null) {
      file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
  }

  @Override
  public void end() {
    if (inFile && file != null) {
      file.finish();
    }
  }

  /**
   * @throws ApiException 400 if there was no such field
   */
  void requireFile() {
    if (file == null) {
      throw ApiException.badRequest("the form has no field \"file\"");
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
