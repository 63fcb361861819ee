package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/init} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","initial_branch":"main"}
 * }</pre>
 *
 * @param bare without a working tree
 * @param initialBranch Git's own choice if absent
 */
public record GitInitRequest(
    String path,
    @Nullable Boolean bare,
    @JsonProperty("initial_branch") @Nullable String initialBranch) {
  public GitInitRequest {
    Required.key(path, "path");
  }
}
