package dev.sebring.api;

import java.util.List;

/**
 * The answer of {@code GET /git/remotes} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"remotes":[{"name":"origin","url":"https://git.example.com/team/app.git"}]}
 * }</pre>
 */
public record ListRemotesResponse(List<GitRemote> remotes) {
  public ListRemotesResponse {
    remotes = List.copyOf(Required.key(remotes, "remotes"));
  }
}
