package dev.sebring.api;

/**
 * The body of {@code POST /git/checkout} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","branch":"topic"}
 * }</pre>
 *
 * @param branch or tag or commit
 */
public record GitCheckoutRequest(String path, String branch) {
  public GitCheckoutRequest {
    Required.key(path, "path");
    Required.key(branch, "branch");
  }
}
