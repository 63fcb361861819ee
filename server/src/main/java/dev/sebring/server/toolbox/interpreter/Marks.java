package dev.sebring.server.toolbox.interpreter;

import java.util.UUID;

/**
 * What a driver writes to both streams where a run begins and where it ends: nothing that a program
 * prints by chance. Immutable and thread-safe.
 */
record Marks(String begin, String end) {
  static Marks random() {
    String mark = "\0sebring-" + UUID.randomUUID();
    return new Marks(mark + "-begin\0", mark + "-end\0");
  }

  MarkedStream stream() {
    return new MarkedStream(begin, end);
  }
}
