package dev.sebring.server.toolbox.multipart;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes the parts of a {@code multipart/form-data} answer, each with its length (contract 4.3).
 * Not thread-safe.
 *
 * <pre>
 *   --BOUNDARY
 *   Content-Disposition: form-data; name="file"; filename="a b.txt"; filename*=utf-8''a%20b.txt
 *   Content-Type: text/plain
 *   Content-Length: 12
 *
 *   ...
 *   --BOUNDARY--
 * </pre>
 */
public final class FormWriter {
  private static final String LINE_END = "\r\n";

  private final String boundary = "sebring-" + randomHex() + randomHex();

  private static String randomHex() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** The content type of the whole. */
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** Begins a part; exactly {@code length} bytes must follow on the same stream. */
  public void begin(OutputStream out, String name, String fileName, String contentType, long length)
      throws IOException {
    String disposition =
        "form-data; name=\""
            + name
            + "\"; filename=\""
            + quoted(fileName)
            + "\"; filename*=utf-8''"
            + percentEncoded(fileName);
    String head =
        String.join(
            LINE_END,
            "--" + boundary,
            "Content-Disposition: " + disposition,
            "Content-Type: " + contentType,
            "Content-Length: " + length,
            "",
            "");
    out.write(head.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends a part. */
  public void end(OutputStream out) throws IOException {
    out.write(LINE_END.getBytes(StandardCharsets.US_ASCII));
  }

  /** Ends the whole. */
  public void finish(OutputStream out) throws IOException {
    out.write(("--" + boundary + "--" + LINE_END).getBytes(StandardCharsets.US_ASCII));
  }

  /** The name as it was asked for, so that clients find it again, but never the end of the line. */
  private static String quoted(String name) {
    return name.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "%0D")
        .replace("\n", "%0A");
  }

  /** For a {@code filename*} parameter (RFC 5987). */
  public static String percentEncoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
