package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/push} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","username":"ann","password":"...","set_upstream":true}
 * }</pre>
 *
 * @param username for an HTTP remote that asks; goes with a password
 * @param password or token, used for this call only and kept nowhere
 * @param branch the current one if absent
 * @param remote {@code origin} if absent
 * @param setUpstream the remote's branch becomes the upstream of the local one
 */
public record GitPushRequest(
    String path,
    @Nullable String username,
    @Nullable String password,
    @Nullable String branch,
    @Nullable String remote,
    @JsonProperty("set_upstream") @Nullable Boolean setUpstream) {
  public GitPushRequest {
    Required.key(path, "path");
  }

  /** The record's own text without the password, for logs. */
  @Override
  public String toString() {
    return "GitPushRequest[path=" + path + ", branch=" + branch + ", remote=" + remote + "]";
  }
}
