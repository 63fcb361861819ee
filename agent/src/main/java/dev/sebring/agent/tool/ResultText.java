package dev.sebring.agent.tool;

/** Makes any text of a tool one that can be sent to a model. */
final class ResultText {
  /** Of a longer text, the head and the tail are kept. */
  static final int LONGEST_CHARS = 100_000;

  private ResultText() {}

  static String presentable(String text) {
    if (text.isEmpty()) {
      return "(the tool answered with an empty text)";
    }
    return withoutLoneSurrogates(shortened(text));
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_CHARS) {
      return text;
    }
    int half = LONGEST_CHARS / 2;
    return text.substring(0, half)
        + "\n... ("
        + (text.length() - 2 * half)
        + " characters left out) ...\n"
        + text.substring(text.length() - half);
  }

  /** Half a surrogate pair has no form in UTF-8. */
  private static String withoutLoneSurrogates(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
