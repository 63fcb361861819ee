package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backend needs to know to create a sandbox. Immutable and thread-safe.
 *
 * @param snapshot name of a snapshot that {@link Backend#prepare} has made ready
 * @param env environment of process 1, laid over the snapshot's; every process in the sandbox
 *     starts from it
 * @param runtime one of {@link Backend#runtimes}, for all of the sandbox's life; {@code null}: the
 *     first of them
 */
public record SandboxSpec(
    SandboxId id,
    String snapshot,
    Map<String, String> env,
    Resources resources,
    NetworkPolicy network,
    @Nullable String runtime) {
  public SandboxSpec {
    requireNonNull(id, "id");
    requireNonNull(snapshot, "snapshot");
    env = Map.copyOf(env);
    requireNonNull(resources, "resources");
    requireNonNull(network, "network");
  }

  /** One whose runtime is the backend's choice. */
  public SandboxSpec(
      SandboxId id,
      String snapshot,
      Map<String, String> env,
      Resources resources,
      NetworkPolicy network) {
    this(id, snapshot, env, resources, network, null);
  }

  /** The same with this runtime. */
  public SandboxSpec with(String newRuntime) {
    return new SandboxSpec(id, snapshot, env, resources, network, newRuntime);
  }
}
