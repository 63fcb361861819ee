package dev.sebring.server.toolbox.files;

import dev.sebring.server.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A pattern for one name: {@code *} any characters, {@code ?} any one, {@code [a-z]} one of these,
 * {@code [^a-z]} or {@code [!a-z]} one that is not, a backslash takes the next character as it is.
 * Matching takes time in proportion to pattern times name. Immutable and thread-safe.
 */
final class Glob {
  private final List<Part> parts;

  private Glob(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** What one character must be, or with {@code star} any number of them. */
  private record Part(boolean star, IntPredicate one) {
    static final Part STAR = new Part(true, character -> true);
  }

  /**
   * @throws ApiException 400 if a bracket is not closed, or a backslash ends the pattern
   */
  static Glob of(String pattern) {
    return new Parser(pattern).parse();
  }

  boolean matches(String name) {
    int[] characters = name.codePoints().toArray();
    int part = 0;
    int star = -1;
    int retry = 0;
    for (int at = 0; at < characters.length; ) {
      if (part < parts.size() && parts.get(part).star()) {
        star = part++;
        retry = at;
      } else if (part < parts.size() && parts.get(part).one().test(characters[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        // Only the last star can have to take more.
        part = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (part < parts.size() && parts.get(part).star()) {
      part++;
    }
    return part == parts.size();
  }

  private static final class Parser {
    private final int[] pattern;
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
      this.pattern = text.codePoints().toArray();
    }

    Glob parse() {
      List<Part> parts = new ArrayList<>();
      while (at < pattern.length) {
        int character = pattern[at++];
        switch (character) {
          case '*' -> parts.add(Part.STAR);
          case '?' -> parts.add(new Part(false, any -> true));
          case '[' -> parts.add(new Part(false, set()));
          case '\\' -> {
            int literal = next();
            parts.add(new Part(false, other -> other == literal));
          }
          default -> parts.add(new Part(false, other -> other == character));
        }
      }
      return new Glob(parts);
    }

    private IntPredicate set() {
      boolean negated = at < pattern.length && (pattern[at] == '^' || pattern[at] == '!');
      if (negated) {
        at++;
      }
      IntPredicate set = character -> false;
      int first = at;
      while (at == first || peek() != ']') {
        int low = member();
        int high = low;
        if (peek() == '-' && at + 1 < pattern.length && pattern[at + 1] != ']') {
          at++;
          high = member();
        }
        int end = high;
        set = set.or(character -> character >= low && character <= end);
      }
      at++;
      return negated ? set.negate() : set;
    }

    private int member() {
      int character = next();
      return character == '\\' ? next() : character;
    }

    private int peek() {
      if (at == pattern.length) {
        throw malformed();
      }
      return pattern[at];
    }

    private int next() {
      int character = peek();
      at++;
      return character;
    }

    private ApiException malformed() {
      return ApiException.badRequest(
          "the pattern \""
              + text
              + "\" ends in the middle: close each [ with a ], and put a second backslash for one");
    }
  }
}
