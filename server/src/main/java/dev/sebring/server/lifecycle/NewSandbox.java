package dev.sebring.server.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.server.store.Lifetime;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is to be. Immutable and thread-safe.
 *
 * @param name {@code null}: its id
 * @param snapshot what it is made from
 * @param user {@code null}: the snapshot's
 * @param target the region
 * @param timeToLive after which it is deleted in any state; {@code null}: none
 */
public record NewSandbox(
    @Nullable String name,
    String snapshot,
    @Nullable String user,
    Map<String, String> env,
    Map<String, String> labels,
    boolean isPublic,
    String target,
    Resources resources,
    NetworkPolicy network,
    Lifetime lifetime,
    @Nullable Duration timeToLive) {
  public NewSandbox {
    requireNonNull(snapshot, "snapshot");
    env = Map.copyOf(env);
    labels = Map.copyOf(labels);
    requireNonNull(target, "target");
    requireNonNull(resources, "resources");
    requireNonNull(network, "network");
    requireNonNull(lifetime, "lifetime");
  }
}
