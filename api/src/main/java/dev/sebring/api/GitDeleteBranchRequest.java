package dev.sebring.api;

/**
 * The body of {@code DELETE /git/branches} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","name":"topic"}
 * }</pre>
 */
public record GitDeleteBranchRequest(String path, String name) {
  public GitDeleteBranchRequest {
    Required.key(path, "path");
    Required.key(name, "name");
  }
}
