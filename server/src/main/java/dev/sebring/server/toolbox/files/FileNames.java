package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.GuestPath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Paths as text and back, without loss. A path is bytes and mostly UTF-8; a byte of it that is not
 * is shown as the private character U+10FE00 plus its value (U+10FE80 to U+10FEFF), which passes
 * through JSON, queries and forms, and means that byte again in a request. The bytes of a name that
 * really has such a character are shown the same way. Thread-safe.
 */
public final class FileNames {
  private static final int ESCAPE = 0x10fe00;
  private static final int FIRST = ESCAPE + 0x80;
  private static final int LAST = ESCAPE + 0xff;

  private FileNames() {}

  public static String text(GuestPath path) {
    return text(path.bytes());
  }

  public static String text(byte[] path) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(path);
    CharBuffer decoded = CharBuffer.allocate(path.length);
    StringBuilder text = new StringBuilder(path.length);
    while (true) {
      CoderResult result = decoder.decode(in, decoded, true);
      append(text, decoded.flip());
      decoded.clear();
      if (result.isUnderflow()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.appendCodePoint(ESCAPE + (in.get() & 0xff));
      }
    }
  }

  private static void append(StringBuilder text, CharSequence decoded) {
    if (decoded.codePoints().noneMatch(FileNames::isEscape)) {
      text.append(decoded);
      return;
    }
    decoded
        .codePoints()
        .forEach(character -> {
          if (isEscape(character)) {
            for (byte b : Character.toString(character).getBytes(UTF_8)) {
              text.appendCodePoint(ESCAPE + (b & 0xff));
            }
          } else {
            text.appendCodePoint(character);
          }
        });
  }

  public static byte[] bytes(String text) {
    if (text.codePoints().noneMatch(FileNames::isEscape)) {
      return text.getBytes(UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(character -> {
          if (isEscape(character)) {
            bytes.write(character - ESCAPE);
          } else {
            bytes.writeBytes(Character.toString(character).getBytes(UTF_8));
          }
        });
    return bytes.toByteArray();
  }

  private static boolean isEscape(int character) {
    return character >= FIRST && character <= LAST;
  }
}
