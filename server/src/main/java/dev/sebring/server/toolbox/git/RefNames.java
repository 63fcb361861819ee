package dev.sebring.server.toolbox.git;

import dev.sebring.server.http.ApiException;
import java.util.regex.Pattern;

/** Names that are to mean themselves to Git, and nothing else. Thread-safe. */
final class RefNames {
  /** The rules of {@code git check-ref-format --branch}. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "^-|^@$|^HEAD$|^/|/$|//|\\.$|\\.\\.|@\\{|(^|/)\\.|\\.lock(/|$)|[\\x00-\\x20\\x7f~^:?*\\[\\\\]");

  private RefNames() {}

  /**
   * The name of a branch or remote.
   *
   * @throws ApiException 400 if Git allows none of that name
   */
  static String require(String what, String name) {
    if (name.isEmpty() || FORBIDDEN.matcher(name).find()) {
      throw ApiException.badRequest(
          what
              + ": \""
              + name
              + "\" cannot be such a name: use letters, digits and \"-_./\", not \"-\" or \".\""
              + " first, and no spaces");
    }
    return name;
  }

  /**
   * A branch, tag, commit or expression such as {@code HEAD~1}, which Git looks up.
   *
   * @throws ApiException 400 if it could be an option
   */
  static String revision(String what, String text) {
    if (text.isBlank() || text.startsWith("-") || text.chars().anyMatch(c -> c < ' ')) {
      throw ApiException.badRequest(
          what + ": \"" + text + "\" cannot be a revision: name a branch, a tag or a commit");
    }
    return text;
  }
}
