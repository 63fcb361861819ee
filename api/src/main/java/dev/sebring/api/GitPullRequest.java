package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/pull} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","username":"ann","password":"..."}
 * }</pre>
 *
 * @param username for an HTTP remote that asks; goes with a password
 * @param password or token, used for this call only and kept nowhere
 * @param branch the upstream of the current one if absent
 * @param remote {@code origin} if absent
 */
public record GitPullRequest(
    String path,
    @Nullable String username,
    @Nullable String password,
    @Nullable String branch,
    @Nullable String remote) {
  public GitPullRequest {
    Required.key(path, "path");
  }

  /** The record's own text without the password, for logs. */
  @Override
  public String toString() {
    return "GitPullRequest[path=" + path + ", branch=" + branch + ", remote=" + remote + "]";
  }
}
