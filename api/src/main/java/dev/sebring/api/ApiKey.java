package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as {@code GET /api-keys}, {@code /api-keys/current} and {@code /api-keys/{name}} show
 * it (Daytona API v0, contract 6.10).
 *
 * <pre>{@code
 * {"name":"ci","value":"dtn_********c41","createdAt":"2026-01-02T03:04:05.678Z","permissions":["write:sandboxes"],
 *  "lastUsedAt":null,"expiresAt":null,"userId":"owner"}
 * }</pre>
 *
 * @param name unique for its user
 * @param value masked
 * @param createdAt when
 * @param permissions what it may do
 * @param lastUsedAt always written, {@code null} if never
 * @param expiresAt until when; always written, {@code null} for ever
 * @param userId whose it is
 */
public record ApiKey(
    String name,
    String value,
    Instant createdAt,
    List<String> permissions,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant expiresAt,
    String userId) {

  public ApiKey {
    Required.key(name, "name");
    Required.key(value, "value");
    Required.key(createdAt, "createdAt");
    permissions = List.copyOf(Required.key(permissions, "permissions"));
    Required.key(userId, "userId");
  }
}
