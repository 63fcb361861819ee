package dev.sebring.server.toolbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.server.http.ApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A username and a password for one host. Immutable and thread-safe.
 *
 * @param origin scheme, host and port of the one server that may get it
 */
record Credential(String origin, String username, String password) {
  private static final int MIN_REMOVED_CHARS = 4;

  Credential {
    requireLine("username", username);
    requireLine("password", password);
  }

  /** Git's credential protocol is lines. */
  static void requireLine(String what, String text) {
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
      throw ApiException.badRequest(what + " cannot contain an end of line or a zero character");
    }
  }

  /**
   * What a request gives, or else what its URL carries.
   *
   * @throws ApiException 400 if one of the two is missing, or the remote takes no passwords
   */
  static Optional<Credential> of(
      @Nullable String username, @Nullable String password, RemoteUrl url) {
    String name = username == null ? "" : username;
    String secret = password == null ? "" : password;
    if (name.isEmpty() && secret.isEmpty()) {
      return url.origin()
          .flatMap(at -> url.password().map(it -> new Credential(at, url.user().orElse(""), it)));
    }
    if (secret.isEmpty()) {
      throw ApiException.badRequest(
          "username without a password: give both (a token is a password), or none");
    }
    String origin =
        url.origin()
            .orElseThrow(() ->
                ApiException.badRequest(
                    "username and password are for http:// and https:// remotes, and this one is "
                        + url.text()
                        + ": over SSH, the keys of the sandbox's user in ~/.ssh are used"));
    if (name.isEmpty() && url.user().isEmpty()) {
      throw ApiException.badRequest(
          "password without a username: give both; with a token, most servers take any username");
    }
    return Optional.of(
        new Credential(origin, name.isEmpty() ? url.user().orElse("") : name, secret));
  }

  /** What a credential helper answers. */
  byte[] forHelper() {
    return ("username=" + username + "\npassword=" + password + "\n").getBytes(UTF_8);
  }

  /** What {@code git credential approve} reads. */
  String forStore() {
    String[] parts = origin.split("://");
    return "protocol="
        + parts[0]
        + "\nhost="
        + parts[1]
        + "\nusername="
        + username
        + "\npassword="
        + password
        + "\n\n";
  }

  /**
   * A helper that Git asks for this origin only: after a redirect to elsewhere Git looks for one of
   * the new place.
   *
   * @param path of what {@link #forHelper} tells
   */
  String helperSetting(String path) {
    return "credential." + origin + ".helper=!f() { test \"$1\" != get || cat " + path + "; }; f";
  }

  String removedFrom(String text) {
    return password.length() < MIN_REMOVED_CHARS ? text : text.replace(password, "***");
  }

  /** Its own text without the password, for logs. */
  @Override
  public String toString() {
    return "Credential[origin=" + origin + ", username=" + username + "]";
  }
}
