package dev.sebring.api;

/**
 * A remote in the answer of {@code GET /git/remotes} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"name":"origin","url":"https://git.example.com/team/app.git"}
 * }</pre>
 */
public record GitRemote(String name, String url) {
  public GitRemote {
    Required.key(name, "name");
    Required.key(url, "url");
  }
}
