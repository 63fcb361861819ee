package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/commit} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","message":"Fix it","author":"Ann","email":"ann@example.com"}
 * }</pre>
 *
 * @param allowEmpty also when nothing is staged
 */
public record GitCommitRequest(
    String path,
    String message,
    String author,
    String email,
    @JsonProperty("allow_empty") @Nullable Boolean allowEmpty) {
  public GitCommitRequest {
    Required.key(path, "path");
    Required.key(message, "message");
    Required.key(author, "author");
    Required.key(email, "email");
  }
}
