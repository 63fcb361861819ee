package dev.sebring.server.toolbox.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Forms as clients write and read them. */
final class Form {
  static final String CONTENT_TYPE = "multipart/form-data; boundary=\"b o'u\"";
  private static final String BOUNDARY = "b o'u";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Form text(String name, String value) {
    return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  Form file(String name, byte[] bytes) {
    return part("name=\"" + name + "\"; filename=\"any\"", bytes);
  }

  private Form part(String disposition, byte[] bytes) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    out.writeBytes(bytes);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    write("--" + BOUNDARY + "--\r\n");
    return out.toByteArray();
  }

  byte[] cutShort() {
    return out.toByteArray();
  }

  /** One part of an answer. */
  record Part(String head, String body) {}

  /** As Daytona's Java SDK reads: everything between delimiters. */
  static List<Part> parse(String contentType, String body) {
    String boundary = contentType.substring(contentType.indexOf("boundary=") + 9);
    List<Part> parts = new ArrayList<>();
    int at = ("--" + boundary + "\r\n").length();
    if (!body.startsWith("--" + boundary + "\r\n") || !body.endsWith("--" + boundary + "--\r\n")) {
      throw new AssertionError("not a whole form: " + body);
    }
    while (at < body.length() - 4) {
      int headEnd = body.indexOf("\r\n\r\n", at);
      int end = body.indexOf("\r\n--" + boundary, headEnd);
      parts.add(new Part(body.substring(at, headEnd), body.substring(headEnd + 4, end)));
      at = end + 6 + boundary.length();
    }
    return parts;
  }
}
