package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/config} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"key":"user.name","value":"Ann"}
 * }</pre>
 *
 * @param scope {@code global}, {@code local} or {@code system}; global if absent
 * @param path of the repository, for local
 */
public record GitSetConfigRequest(
    String key, String value, @Nullable String scope, @Nullable String path) {
  public GitSetConfigRequest {
    Required.key(key, "key");
    Required.key(value, "value");
  }
}
