package dev.sebring.client;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The form that carries one file to {@code /files/bulk-upload} (Daytona API v0, contract 4.2), as a
 * stream.
 */
final class Multipart {
  private Multipart() {}

  static Body ofBytes(String remotePath, byte[] content) {
    return of(remotePath, () -> BodyPublishers.ofByteArray(content), true);
  }

  static Body ofFile(String remotePath, Path file) throws FileNotFoundException {
    BodyPublisher publisher = BodyPublishers.ofFile(file);
    return of(remotePath, () -> publisher, true);
  }

  static Body ofStream(String remotePath, InputStream content) {
    return of(remotePath, () -> BodyPublishers.ofInputStream(() -> content), false);
  }

  private static Body of(String remotePath, Supplier<BodyPublisher> content, boolean replayable) {
    String boundary = "sebring-" + UUID.randomUUID();
    String head =
        "--"
            + boundary
            + "\r\n"
            + "Content-Disposition: form-data; name=\"files[0].path\"\r\n\r\n"
            + remotePath
            + "\r\n"
            + "--"
            + boundary
            + "\r\n"
            + "Content-Disposition: form-data; name=\"files[0].file\"; filename=\"file\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n";
    String tail = "\r\n--" + boundary + "--\r\n";
    return new Body(
        "multipart/form-data; boundary=" + boundary,
        () ->
            BodyPublishers.concat(
                BodyPublishers.ofString(head), content.get(), BodyPublishers.ofString(tail)),
        replayable);
  }
}
