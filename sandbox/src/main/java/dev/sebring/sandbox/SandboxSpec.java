package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What a backend needs to know to create a sandbox. Immutable and thread-safe.
 *
 * @param snapshot name of a snapshot that {@link Backend#prepare} has made ready
 * @param env environment of process 1, laid over the snapshot's; every process in the sandbox
 *     starts from it
 */
public record SandboxSpec(
    SandboxId id,
    String snapshot,
    Map<String, String> env,
    Resources resources,
    NetworkPolicy network) {
  public SandboxSpec {
    requireNonNull(id, "id");
    requireNonNull(snapshot, "snapshot");
    env = Map.copyOf(env);
    requireNonNull(resources, "resources");
    requireNonNull(network, "network");
  }
}
