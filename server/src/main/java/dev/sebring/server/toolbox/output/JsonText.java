package dev.sebring.server.toolbox.output;

import dev.sebring.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes a JSON object key by key, its long texts as they come and in constant memory. Not
 * thread-safe.
 */
public final class JsonText {
  private static final int BUFFER_CHARS = 16 * 1024;

  private final Writer out;
  private char before = '{';

  /** Begins an object. */
  public JsonText(OutputStream out) {
    this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
  }

  /** A whole number. */
  public JsonText number(String key, int value) throws IOException {
    key(key);
    out.write(Integer.toString(value));
    return this;
  }

  /** A text that is all there. */
  public JsonText text(String key, String value) throws IOException {
    key(key);
    out.write('"');
    escape(value.toCharArray(), value.length());
    out.write('"');
    return this;
  }

  /** Any value of the contract. */
  public JsonText value(String key, Object value) throws IOException {
    key(key);
    out.write(Json.write(value));
    return this;
  }

  /** Text in UTF-8; what is not is replaced by U+FFFD. Reads to the end and closes. */
  public JsonText text(String key, InputStream value) throws IOException {
    key(key);
    out.write('"');
    try (Reader in = new InputStreamReader(value, StandardCharsets.UTF_8)) {
      char[] buffer = new char[BUFFER_CHARS];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        escape(buffer, n);
      }
    }
    out.write('"');
    return this;
  }

  /** Ends the object and sends it on its way. */
  public void end() throws IOException {
    out.write(before == '{' ? "{}" : "}");
    out.flush();
  }

  private void key(String key) throws IOException {
    out.write(before);
    before = ',';
    out.write('"');
    out.write(key);
    out.write("\":");
  }

  private void escape(char[] text, int length) throws IOException {
    int from = 0;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      out.write(text, from, i - from);
      out.write(
          switch (c) {
            case '"', '\\' -> "\\" + c;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u" + HexFormat.of().toHexDigits(c);
          });
      from = i + 1;
    }
    out.write(text, from, length - from);
  }
}
