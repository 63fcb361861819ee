package dev.sebring.tools;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * A text that a model can take: short as it is, or its head and its tail.
 *
 * @param text what to show
 * @param truncated whether something is left out
 */
record ShortText(String text, boolean truncated) {

  /**
   * Leaves out the middle of what is longer than {@code limit} characters.
   *
   * @param rest says where the whole of it is; asked only if something is left out
   */
  static ShortText of(String text, int limit, Supplier<String> rest) {
    if (text.length() <= limit) {
      return new ShortText(text, false);
    }
    int headEnd = boundary(text, limit / 2);
    int tailStart = boundary(text, text.length() - (limit - limit / 2));
    String left =
        String.format(
            Locale.ROOT,
            "\n[... %,d of %,d characters left out; %s ...]\n",
            tailStart - headEnd,
            text.length(),
            rest.get());
    return new ShortText(text.substring(0, headEnd) + left + text.substring(tailStart), true);
  }

  /** An index within the text, or its end, that does not cut a character in two. */
  static int boundary(String text, int index) {
    int within = Math.min(index, text.length());
    return within > 0 && within < text.length() && Character.isLowSurrogate(text.charAt(within))
        ? within - 1
        : within;
  }
}
