package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its text, which is kept nowhere. Immutable and thread-safe.
 *
 * @param sha256 of the key's text, 64 lower-case hexadecimal digits
 * @param masked its ends, for people to tell it from another
 * @param permissions what it may do
 */
public record KeyRecord(
    String name,
    String sha256,
    String masked,
    List<String> permissions,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt) {
  public KeyRecord {
    requireNonNull(name, "name");
    requireNonNull(sha256, "sha256");
    requireNonNull(masked, "masked");
    permissions = List.copyOf(permissions);
    requireNonNull(createdAt, "createdAt");
  }

  public KeyRecord withLastUsedAt(Instant at) {
    return new KeyRecord(name, sha256, masked, permissions, createdAt, at, expiresAt);
  }
}
