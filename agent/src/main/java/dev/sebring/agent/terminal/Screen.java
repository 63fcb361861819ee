package dev.sebring.agent.terminal;

import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;

/** A terminal to draw on. */
interface Screen {

  /** Columns, at this moment. */
  int width();

  /** Rows, at this moment. */
  int height();

  /** Whether colours and other attributes may be used. */
  boolean styled();

  /** Writes text and control sequences at the cursor, at once. */
  void write(String text);

  /** A line as this screen wants it. */
  default String ansi(AttributedString line) {
    return styled() ? line.toAnsi(256, ForceMode.None) : line.toString();
  }
}
