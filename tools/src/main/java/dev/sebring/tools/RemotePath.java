package dev.sebring.tools;

import java.util.function.Supplier;

/**
 * Paths inside a sandbox. They are texts with slashes; this machine's idea of a path has no part in
 * them.
 */
final class RemotePath {
  private RemotePath() {}

  /**
   * The absolute path that a model means: relative to {@code directory}, or to the home directory
   * with a tilde.
   */
  static String resolve(String given, String directory, Supplier<String> home) {
    if (given.isBlank()) {
      throw new InvalidCall(
          "The path is empty. Give an absolute path, or one relative to the working directory.");
    }
    if (given.indexOf('\0') >= 0) {
      throw new InvalidCall("The path has a NUL character, which no path can have.");
    }
    if (given.equals("~") || given.startsWith("~/")) {
      return clean(home.get() + given.substring(1));
    }
    return clean(given.startsWith("/") ? given : directory + "/" + given);
  }

  /**
   * Without doubled slashes and single dots, which mean nothing; two dots stay, since a link may
   * stand before them.
   */
  private static String clean(String path) {
    StringBuilder cleaned = new StringBuilder();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        cleaned.append('/').append(segment);
      }
    }
    if (cleaned.length() == 0) {
      return "/";
    }
    return path.endsWith("/") ? cleaned.append('/').toString() : cleaned.toString();
  }

  static String withoutTrailingSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Everything before the last slash. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** Everything after the last slash. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Whether {@code path} is {@code other} or a directory above it; both absolute and without links.
   */
  static boolean isAtOrAbove(String path, String other) {
    return path.equals("/") || other.equals(path) || other.startsWith(path + "/");
  }

  /** As one word of a shell's command. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
