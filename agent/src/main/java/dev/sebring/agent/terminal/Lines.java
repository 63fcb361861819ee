package dev.sebring.agent.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/** Cuts styled text into lines that fit, counting columns: a wide character takes two. */
final class Lines {
  private Lines() {}

  /** Breaks at blanks where it can, and within a word that is longer than a line. */
  static List<AttributedString> wrapped(AttributedString text, int width) {
    List<AttributedString> lines = new ArrayList<>();
    for (AttributedString line : text.columnSplitLength(Integer.MAX_VALUE)) {
      wrap(line, Math.max(1, width), lines);
    }
    return lines;
  }

  /** Breaks anywhere, and keeps all blanks: for programs. */
  static List<AttributedString> cut(AttributedString text, int width) {
    List<AttributedString> lines = new ArrayList<>();
    for (AttributedString line : text.columnSplitLength(Integer.MAX_VALUE)) {
      int start = 0;
      do {
        int end = fitting(line, start, Math.max(1, width));
        lines.add(line.subSequence(start, end));
        start = end;
      } while (start < line.length());
    }
    return lines;
  }

  static AttributedString styled(String text, AttributedStyle style) {
    return new AttributedString(text, style);
  }

  static AttributedString joined(AttributedString... parts) {
    AttributedStringBuilder joined = new AttributedStringBuilder();
    for (AttributedString part : parts) {
      joined.append(part);
    }
    return joined.toAttributedString();
  }

  /** Filled with blanks up to a width. */
  static AttributedString padded(AttributedString line, int width) {
    int missing = width - line.columnLength();
    return missing <= 0 ? line : joined(line, new AttributedString(" ".repeat(missing)));
  }

  private static void wrap(AttributedString line, int width, List<AttributedString> lines) {
    int start = 0;
    int end = fitting(line, start, width);
    while (end < line.length()) {
      int blank = lastBlank(line, start, end);
      lines.add(line.subSequence(start, blank > start ? blank : end));
      start = blank > start ? blank : end;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      end = fitting(line, start, width);
    }
    if (start < end || start == 0) {
      lines.add(line.subSequence(start, end));
    }
  }

  /** The last blank up to the end, or the start if there is none. */
  private static int lastBlank(AttributedString line, int start, int end) {
    int i = end;
    while (i > start && line.charAt(i) != ' ') {
      i--;
    }
    return i;
  }

  /** The end of what fits into a line; at least one character, even if that is too wide. */
  private static int fitting(AttributedString line, int start, int width) {
    int columns = 0;
    int i = start;
    while (i < line.length()) {
      columns += WCWidth.wcwidthForGraphemeCluster(line, i);
      if (columns > width && i > start) {
        return i;
      }
      i += WCWidth.charCountForGraphemeCluster(line, i);
    }
    return line.length();
  }
}
