package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/clone} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"url":"https://git.example.com/team/app.git","path":"app","branch":"main"}
 * }</pre>
 *
 * @param path the directory that the repository becomes
 * @param branch a branch or tag; the remote's own choice if absent
 * @param commitId a commit to check out instead, on no branch
 * @param username for an HTTP remote that asks; goes with a password
 * @param password or token, used for this call only and kept nowhere
 * @param insecureSkipTls do not check the server's certificate, for this call
 * @param depth how many commits of history; all if absent
 */
public record GitCloneRequest(
    String url,
    String path,
    @Nullable String branch,
    @JsonProperty("commit_id") @Nullable String commitId,
    @Nullable String username,
    @Nullable String password,
    @JsonProperty("insecure_skip_tls") @Nullable Boolean insecureSkipTls,
    @Nullable Integer depth) {
  public GitCloneRequest {
    Required.key(url, "url");
    Required.key(path, "path");
  }

  /** The record's own text without the password, for logs. */
  @Override
  public String toString() {
    return "GitCloneRequest[path=" + path + "]";
  }
}
