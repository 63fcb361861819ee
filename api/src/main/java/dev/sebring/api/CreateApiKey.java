package dev.sebring.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api-keys} (Daytona API v0, contract 6.10).
 *
 * <pre>{@code
 * {"name":"ci","permissions":["write:sandboxes"],"expiresAt":"2026-12-31T00:00:00.000Z"}
 * }</pre>
 */
public record CreateApiKey(String name, List<String> permissions, @Nullable Instant expiresAt) {
  public CreateApiKey {
    Required.key(name, "name");
    permissions = List.copyOf(Required.key(permissions, "permissions"));
  }
}
