package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.SandboxId;
import java.time.Instant;

/**
 * A sandbox that is gone. Immutable and thread-safe.
 *
 * @param cause why, for people: "it was stopped for 60 minutes"
 */
public record Tombstone(SandboxId id, String name, String cause, Instant destroyedAt) {
  public Tombstone {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(cause, "cause");
    requireNonNull(destroyedAt, "destroyedAt");
  }
}
