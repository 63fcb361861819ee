package dev.sebring.server.store;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one sandbox. Immutable and thread-safe.
 *
 * @param name unique; the id's text if its creator gave none
 * @param user its commands run as
 * @param workDir absolute, where relative paths start; empty until the guest has told it
 * @param env what its creator asked for, without what the server adds
 * @param target the region
 * @param lastActivityAt when its toolbox was last used
 * @param stoppedAt since when it is stopped; {@code null} if it is not
 */
public record SandboxRecord(
    SandboxId id,
    String name,
    String snapshot,
    String user,
    String workDir,
    Map<String, String> env,
    Map<String, String> labels,
    boolean isPublic,
    String target,
    Resources resources,
    NetworkPolicy network,
    Lifetime lifetime,
    SandboxState state,
    Desired desired,
    Instant createdAt,
    Instant updatedAt,
    Instant lastActivityAt,
    @Nullable Instant stoppedAt) {

  public SandboxRecord {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    requireNonNull(snapshot, "snapshot");
    requireNonNull(user, "user");
    requireNonNull(workDir, "workDir");
    env = Map.copyOf(env);
    labels = Map.copyOf(labels);
    requireNonNull(target, "target");
    requireNonNull(resources, "resources");
    requireNonNull(network, "network");
    requireNonNull(lifetime, "lifetime");
    requireNonNull(state, "state");
    requireNonNull(desired, "desired");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(updatedAt, "updatedAt");
    requireNonNull(lastActivityAt, "lastActivityAt");
  }

  /** In another state from now on. Being started counts as activity. */
  public SandboxRecord withState(SandboxState newState, Instant now) {
    Instant stopped = newState instanceof SandboxState.Stopped ? now : null;
    Instant activity = newState instanceof SandboxState.Started ? now : lastActivityAt;
    return new SandboxRecord(
        id, name, snapshot, user, workDir, env, labels, isPublic, target, resources, network,
        lifetime, newState, desired, createdAt, now, activity, stopped);
  }

  public SandboxRecord withDesired(Desired newDesired) {
    return new SandboxRecord(
        id,
        name,
        snapshot,
        user,
        workDir,
        env,
        labels,
        isPublic,
        target,
        resources,
        network,
        lifetime,
        state,
        newDesired,
        createdAt,
        updatedAt,
        lastActivityAt,
        stoppedAt);
  }

  public SandboxRecord withLabels(Map<String, String> newLabels, Instant now) {
    return new SandboxRecord(
        id,
        name,
        snapshot,
        user,
        workDir,
        env,
        newLabels,
        isPublic,
        target,
        resources,
        network,
        lifetime,
        state,
        desired,
        createdAt,
        now,
        lastActivityAt,
        stoppedAt);
  }

  public SandboxRecord withPublic(boolean nowPublic, Instant now) {
    return new SandboxRecord(
        id,
        name,
        snapshot,
        user,
        workDir,
        env,
        labels,
        nowPublic,
        target,
        resources,
        network,
        lifetime,
        state,
        desired,
        createdAt,
        now,
        lastActivityAt,
        stoppedAt);
  }

  public SandboxRecord withNetwork(NetworkPolicy newNetwork, Instant now) {
    return new SandboxRecord(
        id,
        name,
        snapshot,
        user,
        workDir,
        env,
        labels,
        isPublic,
        target,
        resources,
        newNetwork,
        lifetime,
        state,
        desired,
        createdAt,
        now,
        lastActivityAt,
        stoppedAt);
  }

  public SandboxRecord withLifetime(Lifetime newLifetime, Instant now) {
    return new SandboxRecord(
        id,
        name,
        snapshot,
        user,
        workDir,
        env,
        labels,
        isPublic,
        target,
        resources,
        network,
        newLifetime,
        state,
        desired,
        createdAt,
        now,
        lastActivityAt,
        stoppedAt);
  }

  /** Used at that time, unless it was used later already. */
  public SandboxRecord withActivity(Instant at) {
    return at.isAfter(lastActivityAt)
        ? new SandboxRecord(
            id, name, snapshot, user, workDir, env, labels, isPublic, target, resources, network,
            lifetime, state, desired, createdAt, updatedAt, at, stoppedAt)
        : this;
  }

  /** Where its commands run, which is known for sure only when it has started. */
  public SandboxRecord withWorkDir(String newWorkDir) {
    return new SandboxRecord(
        id,
        name,
        snapshot,
        user,
        newWorkDir,
        env,
        labels,
        isPublic,
        target,
        resources,
        network,
        lifetime,
        state,
        desired,
        createdAt,
        updatedAt,
        lastActivityAt,
        stoppedAt);
  }
}
