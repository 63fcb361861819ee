package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /api-keys}, the only one that shows the key (Daytona API v0, contract
 * 6.10).
 *
 * <pre>{@code
 * {"name":"ci","value":"dtn_6f1c...","createdAt":"2026-01-02T03:04:05.678Z","permissions":["write:sandboxes"],"expiresAt":null}
 * }</pre>
 *
 * @param name unique for its user
 * @param value the whole key
 * @param createdAt when
 * @param permissions what it may do
 * @param expiresAt until when; always written, {@code null} for ever
 */
public record CreatedApiKey(
    String name,
    String value,
    Instant createdAt,
    List<String> permissions,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant expiresAt) {

  public CreatedApiKey {
    Required.key(name, "name");
    Required.key(value, "value");
    Required.key(createdAt, "createdAt");
    permissions = List.copyOf(Required.key(permissions, "permissions"));
  }

  /** The record's own text without the key, for logs. */
  @Override
  public String toString() {
    return "CreatedApiKey[name=" + name + ", expiresAt=" + expiresAt + "]";
  }
}
