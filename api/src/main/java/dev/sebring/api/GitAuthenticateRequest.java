package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/credentials} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"username":"ann","password":"..."}
 * }</pre>
 *
 * @param password or token, which is written to the sandbox's disk in plain text
 * @param host {@code github.com} if absent
 * @param protocol {@code https} if absent
 */
public record GitAuthenticateRequest(
    String username, String password, @Nullable String host, @Nullable String protocol) {
  public GitAuthenticateRequest {
    Required.key(username, "username");
    Required.key(password, "password");
  }

  /** The record's own text without the password, for logs. */
  @Override
  public String toString() {
    return "GitAuthenticateRequest[username=" + username + ", host=" + host + "]";
  }
}
