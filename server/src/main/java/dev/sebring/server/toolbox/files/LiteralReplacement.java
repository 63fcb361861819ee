package dev.sebring.server.toolbox.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where some bytes are in others, from left to right and without overlaps. The arrays are not
 * copied. Immutable and thread-safe.
 *
 * @param places offsets, ascending
 */
record LiteralReplacement(byte[] content, byte[] pattern, List<Integer> places) {
  /**
   * @param pattern not empty
   */
  static LiteralReplacement in(byte[] content, byte[] pattern) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at <= content.length - pattern.length; ) {
      if (content[at] == pattern[0]
          && Arrays.equals(content, at, at + pattern.length, pattern, 0, pattern.length)) {
        places.add(at);
        at += pattern.length;
      } else {
        at++;
      }
    }
    return new LiteralReplacement(content, pattern, places);
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Writes the content with {@code value} at each place. */
  void write(byte[] value, OutputStream out) throws IOException {
    int written = 0;
    for (int place : places) {
      out.write(content, written, place - written);
      out.write(value);
      written = place + pattern.length;
    }
    out.write(content, written, content.length - written);
  }
}
