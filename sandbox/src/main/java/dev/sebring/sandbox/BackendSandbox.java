package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * A sandbox as its backend finds it, whatever the store believes. Immutable and thread-safe.
 *
 * @param running its process 1 is alive
 */
public record BackendSandbox(SandboxId id, boolean running) {
  public BackendSandbox {
    requireNonNull(id, "id");
  }
}
