package dev.sebring.api;

/**
 * A commit in the answer of {@code GET /git/history} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"hash":"9fceb02d0ae598e95dc970b74767f19372d61af8","author":"Ann","email":"ann@example.com","message":"Fix it","timestamp":"2026-01-02T03:04:05+01:00"}
 * }</pre>
 *
 * @param timestamp of the author, RFC 3339
 */
public record GitCommitInfo(
    String hash, String author, String email, String message, String timestamp) {
  public GitCommitInfo {
    Required.key(hash, "hash");
    Required.key(author, "author");
    Required.key(email, "email");
    Required.key(message, "message");
    Required.key(timestamp, "timestamp");
  }
}
