package dev.sebring.api;

/**
 * The answer of {@code POST /git/commit} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"hash":"9fceb02d0ae598e95dc970b74767f19372d61af8"}
 * }</pre>
 */
public record GitCommitResponse(String hash) {
  public GitCommitResponse {
    Required.key(hash, "hash");
  }
}
