package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/config/user} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"name":"Ann","email":"ann@example.com"}
 * }</pre>
 *
 * @param scope {@code global}, {@code local} or {@code system}; global if absent
 * @param path of the repository, for local
 */
public record GitConfigureUserRequest(
    String name, String email, @Nullable String scope, @Nullable String path) {
  public GitConfigureUserRequest {
    Required.key(name, "name");
    Required.key(email, "email");
  }
}
