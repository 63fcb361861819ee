package dev.sebring.api;

/**
 * The body of {@code POST /git/branches} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","name":"topic"}
 * }</pre>
 *
 * @param name of the branch to make and switch to
 */
public record GitBranchRequest(String path, String name) {
  public GitBranchRequest {
    Required.key(path, "path");
    Required.key(name, "name");
  }
}
