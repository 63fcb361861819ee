package dev.sebring.agent.terminal;

/** Takes out of a text what a terminal would obey instead of show. */
final class SafeText {
  private static final String TAB = "    ";

  private SafeText() {}

  /** Line ends stay; a tab becomes blanks; every other control character becomes U+FFFD. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    lines.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    if (c == '\n') {
      safe.append('\n');
    } else if (c == '\t') {
      safe.append(TAB);
    } else if (Character.isISOControl(c) || isBidiControl(c) || isLoneSurrogate(c)) {
      safe.append('\ufffd');
    } else {
      safe.appendCodePoint(c);
    }
  }

  /** These would draw a line in another order than it is read. */
  private static boolean isBidiControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isLoneSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
