package dev.sebring.cli.console;

import java.util.List;
import java.util.stream.Collectors;

/** Quotes for a POSIX shell. */
public final class ShellWords {
  private ShellWords() {}

  /** A command line that the shell splits into exactly these words, none of them expanded. */
  public static String quote(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
