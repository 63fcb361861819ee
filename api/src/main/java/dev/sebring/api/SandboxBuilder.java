package dev.sebring.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Sandbox}, since it has too many components to be made by position. Maps are empty
 * and numbers 0 by default. This class is not thread-safe.
 */
public final class SandboxBuilder {
  private @Nullable String id;
  private @Nullable String organizationId;
  private @Nullable String name;
  private @Nullable String user;
  private Map<String, String> env = Map.of();
  private Map<String, String> labels = Map.of();
  private boolean isPublic;
  private boolean networkBlockAll;
  private boolean kvm;
  private @Nullable String target;
  private double cpu;
  private double gpu;
  private double memory;
  private double disk;
  private @Nullable String toolboxProxyUrl;
  private @Nullable String snapshot;
  private @Nullable SandboxState state;
  private @Nullable DesiredState desiredState;
  private @Nullable String errorReason;
  private @Nullable Boolean recoverable;
  private @Nullable BackupState backupState;
  private @Nullable Integer autoStopInterval;
  private @Nullable Integer autoPauseInterval;
  private @Nullable Integer autoArchiveInterval;
  private @Nullable Integer autoDeleteInterval;
  private @Nullable Instant autoDestroyAt;
  private @Nullable String networkAllowList;
  private @Nullable String domainAllowList;
  private @Nullable Instant createdAt;
  private @Nullable Instant updatedAt;
  private @Nullable Instant lastActivityAt;
  private @Nullable SandboxClass sandboxClass;
  private @Nullable String daemonVersion;
  private @Nullable String runnerId;

  SandboxBuilder() {}

  /** Sets {@link Sandbox#id()}. */
  public SandboxBuilder id(String id) {
    this.id = id;
    return this;
  }

  /** Sets {@link Sandbox#organizationId()}. */
  public SandboxBuilder organizationId(String organizationId) {
    this.organizationId = organizationId;
    return this;
  }

  /** Sets {@link Sandbox#name()}. */
  public SandboxBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** Sets {@link Sandbox#user()}. */
  public SandboxBuilder user(String user) {
    this.user = user;
    return this;
  }

  /** Sets {@link Sandbox#env()}. */
  public SandboxBuilder env(Map<String, String> env) {
    this.env = env;
    return this;
  }

  /** Sets {@link Sandbox#labels()}. */
  public SandboxBuilder labels(Map<String, String> labels) {
    this.labels = labels;
    return this;
  }

  /** Sets {@link Sandbox#isPublic()}. */
  public SandboxBuilder isPublic(boolean isPublic) {
    this.isPublic = isPublic;
    return this;
  }

  /** Sets {@link Sandbox#networkBlockAll()}. */
  public SandboxBuilder networkBlockAll(boolean networkBlockAll) {
    this.networkBlockAll = networkBlockAll;
    return this;
  }

  /** Sets {@link Sandbox#kvm()}. */
  public SandboxBuilder kvm(boolean kvm) {
    this.kvm = kvm;
    return this;
  }

  /** Sets {@link Sandbox#target()}. */
  public SandboxBuilder target(String target) {
    this.target = target;
    return this;
  }

  /** Sets {@link Sandbox#cpu()}. */
  public SandboxBuilder cpu(double cpu) {
    this.cpu = cpu;
    return this;
  }

  /** Sets {@link Sandbox#gpu()}. */
  public SandboxBuilder gpu(double gpu) {
    this.gpu = gpu;
    return this;
  }

  /** Sets {@link Sandbox#memory()}. */
  public SandboxBuilder memory(double memory) {
    this.memory = memory;
    return this;
  }

  /** Sets {@link Sandbox#disk()}. */
  public SandboxBuilder disk(double disk) {
    this.disk = disk;
    return this;
  }

  /** Sets {@link Sandbox#toolboxProxyUrl()}. */
  public SandboxBuilder toolboxProxyUrl(String toolboxProxyUrl) {
    this.toolboxProxyUrl = toolboxProxyUrl;
    return this;
  }

  /** Sets {@link Sandbox#snapshot()}. */
  public SandboxBuilder snapshot(@Nullable String snapshot) {
    this.snapshot = snapshot;
    return this;
  }

  /** Sets {@link Sandbox#state()}. */
  public SandboxBuilder state(@Nullable SandboxState state) {
    this.state = state;
    return this;
  }

  /** Sets {@link Sandbox#desiredState()}. */
  public SandboxBuilder desiredState(@Nullable DesiredState desiredState) {
    this.desiredState = desiredState;
    return this;
  }

  /** Sets {@link Sandbox#errorReason()}. */
  public SandboxBuilder errorReason(@Nullable String errorReason) {
    this.errorReason = errorReason;
    return this;
  }

  /** Sets {@link Sandbox#recoverable()}. */
  public SandboxBuilder recoverable(@Nullable Boolean recoverable) {
    this.recoverable = recoverable;
    return this;
  }

  /** Sets {@link Sandbox#backupState()}. */
  public SandboxBuilder backupState(@Nullable BackupState backupState) {
    this.backupState = backupState;
    return this;
  }

  /** Sets {@link Sandbox#autoStopInterval()}. */
  public SandboxBuilder autoStopInterval(@Nullable Integer autoStopInterval) {
    this.autoStopInterval = autoStopInterval;
    return this;
  }

  /** Sets {@link Sandbox#autoPauseInterval()}. */
  public SandboxBuilder autoPauseInterval(@Nullable Integer autoPauseInterval) {
    this.autoPauseInterval = autoPauseInterval;
    return this;
  }

  /** Sets {@link Sandbox#autoArchiveInterval()}. */
  public SandboxBuilder autoArchiveInterval(@Nullable Integer autoArchiveInterval) {
    this.autoArchiveInterval = autoArchiveInterval;
    return this;
  }

  /** Sets {@link Sandbox#autoDeleteInterval()}. */
  public SandboxBuilder autoDeleteInterval(@Nullable Integer autoDeleteInterval) {
    this.autoDeleteInterval = autoDeleteInterval;
    return this;
  }

  /** Sets {@link Sandbox#autoDestroyAt()}. */
  public SandboxBuilder autoDestroyAt(@Nullable Instant autoDestroyAt) {
    this.autoDestroyAt = autoDestroyAt;
    return this;
  }

  /** Sets {@link Sandbox#networkAllowList()}. */
  public SandboxBuilder networkAllowList(@Nullable String networkAllowList) {
    this.networkAllowList = networkAllowList;
    return this;
  }

  /** Sets {@link Sandbox#domainAllowList()}. */
  public SandboxBuilder domainAllowList(@Nullable String domainAllowList) {
    this.domainAllowList = domainAllowList;
    return this;
  }

  /** Sets {@link Sandbox#createdAt()}. */
  public SandboxBuilder createdAt(@Nullable Instant createdAt) {
    this.createdAt = createdAt;
    return this;
  }

  /** Sets {@link Sandbox#updatedAt()}. */
  public SandboxBuilder updatedAt(@Nullable Instant updatedAt) {
    this.updatedAt = updatedAt;
    return this;
  }

  /** Sets {@link Sandbox#lastActivityAt()}. */
  public SandboxBuilder lastActivityAt(@Nullable Instant lastActivityAt) {
    this.lastActivityAt = lastActivityAt;
    return this;
  }

  /** Sets {@link Sandbox#sandboxClass()}. */
  public SandboxBuilder sandboxClass(@Nullable SandboxClass sandboxClass) {
    this.sandboxClass = sandboxClass;
    return this;
  }

  /** Sets {@link Sandbox#daemonVersion()}. */
  public SandboxBuilder daemonVersion(@Nullable String daemonVersion) {
    this.daemonVersion = daemonVersion;
    return this;
  }

  /** Sets {@link Sandbox#runnerId()}. */
  public SandboxBuilder runnerId(@Nullable String runnerId) {
    this.runnerId = runnerId;
    return this;
  }

  /**
   * The sandbox.
   *
   * @throws IllegalArgumentException if a required text is missing; the message names it
   */
  public Sandbox build() {
    return new Sandbox(
        Required.key(id, "id"),
        Required.key(organizationId, "organizationId"),
        Required.key(name, "name"),
        Required.key(user, "user"),
        env,
        labels,
        isPublic,
        networkBlockAll,
        kvm,
        Required.key(target, "target"),
        cpu,
        gpu,
        memory,
        disk,
        Required.key(toolboxProxyUrl, "toolboxProxyUrl"),
        snapshot,
        state,
        desiredState,
        errorReason,
        recoverable,
        backupState,
        autoStopInterval,
        autoPauseInterval,
        autoArchiveInterval,
        autoDeleteInterval,
        autoDestroyAt,
        networkAllowList,
        domainAllowList,
        createdAt,
        updatedAt,
        lastActivityAt,
        sandboxClass,
        daemonVersion,
        runnerId);
  }
}
