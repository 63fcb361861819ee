package dev.sebring.api;

import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code GET /users/me} (Daytona API v0, contract 6.10).
 *
 * <pre>{@code
 * {"id":"owner","name":"Owner","email":"","emailVerified":false,"publicKeys":[],"createdAt":"2026-01-02T03:04:05.678Z"}
 * }</pre>
 */
public record User(
    String id,
    String name,
    String email,
    boolean emailVerified,
    List<PublicKey> publicKeys,
    Instant createdAt) {

  public User {
    Required.key(id, "id");
    Required.key(name, "name");
    Required.key(email, "email");
    publicKeys = List.copyOf(Required.key(publicKeys, "publicKeys"));
    Required.key(createdAt, "createdAt");
  }

  /**
   * An SSH key of the user.
   *
   * @param key as in {@code authorized_keys}
   * @param name free
   */
  public record PublicKey(String key, String name) {
    public PublicKey {
      Required.key(key, "key");
      Required.key(name, "name");
    }
  }
}
