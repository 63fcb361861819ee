package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/remotes} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","name":"origin","url":"https://git.example.com/team/app.git"}
 * }</pre>
 *
 * @param fetch from it at once
 * @param overwrite give an existing remote the new URL
 */
public record GitAddRemoteRequest(
    String path, String name, String url, @Nullable Boolean fetch, @Nullable Boolean overwrite) {
  public GitAddRemoteRequest {
    Required.key(path, "path");
    Required.key(name, "name");
    Required.key(url, "url");
  }
}
