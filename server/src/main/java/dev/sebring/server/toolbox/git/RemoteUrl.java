package dev.sebring.server.toolbox.git;

import dev.sebring.server.http.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where another repository is: {@code http://}, {@code https://}, {@code ssh://}, {@code git://}
 * and {@code file://} URLs, {@code user@host:path} and paths in the sandbox. Git's other transports
 * run programs that the URL names, and are refused. Immutable and thread-safe.
 *
 * @param text without a password
 * @param origin scheme, host and port; of http and https only
 * @param user as the URL names it, decoded
 * @param password as the URL names it, decoded; of http and https only
 */
record RemoteUrl(
    String text, Optional<String> origin, Optional<String> user, Optional<String> password) {
  /** As Git's variable GIT_ALLOW_PROTOCOL has it. */
  static final String PROTOCOLS = "http:https:ssh:git:file";

  private static final Pattern HELPER = Pattern.compile("[A-Za-z0-9+.-]+::.*", Pattern.DOTALL);
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
  private static final Pattern WEB =
      Pattern.compile(
          "(https?)://(?:([^/@?#:]*)(:[^/@?#]*)?@)?((?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?)"
              + "([/?#].*)?");

  /**
   * @throws ApiException 400 that says what is wrong; it never shows a password
   */
  static RemoteUrl parse(String url) {
    if (url.isBlank()) {
      throw ApiException.badRequest("url is missing or blank: say where the other repository is");
    }
    if (url.startsWith("-") || url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw ApiException.badRequest(
          "url cannot begin with \"-\" or contain control characters: " + printable(url));
    }
    Matcher scheme = SCHEME.matcher(url);
    boolean known =
        !scheme.matches() || List.of(PROTOCOLS.split(":", -1)).contains(scheme.group(1));
    if (!known || HELPER.matcher(url).matches()) {
      throw ApiException.badRequest(
          "url has a transport that is not served: use http://, https://, ssh://, git://, file://,"
              + " user@host:path or a path in the sandbox");
    }
    return scheme.matches() && scheme.group(1).startsWith("http") ? web(url) : plain(url);
  }

  private static RemoteUrl plain(String url) {
    return new RemoteUrl(url, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static RemoteUrl web(String url) {
    Matcher parts = WEB.matcher(url);
    if (!parts.matches()) {
      throw ApiException.badRequest(
          "url is not of the form https://[user@]host[:port]/path (what is special in a user's name"
              + " is percent-encoded)");
    }
    String origin = parts.group(1) + "://" + parts.group(4);
    Optional<String> user = Optional.ofNullable(parts.group(2)).filter(text -> !text.isEmpty());
    Optional<String> password =
        Optional.ofNullable(parts.group(3))
            .map(text -> text.substring(1))
            .filter(text -> !text.isEmpty());
    String rest = parts.group(5) == null ? "" : parts.group(5);
    String text =
        user.isPresent()
            ? parts.group(1) + "://" + user.get() + "@" + parts.group(4) + rest
            : origin + rest;
    return new RemoteUrl(
        text, Optional.of(origin), user.map(RemoteUrl::decoded), password.map(RemoteUrl::decoded));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("url has a user or password that is not percent-encoded");
    }
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
