package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox, as every call that reads or changes one answers it (Daytona API v0, contract 6.1).
 *
 * <pre>{@code
 * {"id":"0b8c...","organizationId":"a1f2...","name":"box","user":"daytona","env":{},"labels":{"code-toolbox-language":"python"},
 *  "public":false,"networkBlockAll":false,"kvm":false,"target":"local","cpu":1,"gpu":0,"memory":1,"disk":3,
 *  "toolboxProxyUrl":"http://127.0.0.1:3986/toolbox","state":"started","autoStopInterval":15}
 * }</pre>
 *
 * @param id a UUID
 * @param organizationId the organization it belongs to
 * @param name unique in its organization; the id if none was given
 * @param user the user that its programs run as
 * @param env the environment of its programs
 * @param labels given by its creator; {@code code-toolbox-language} is its language
 * @param isPublic whether previews need no token; stored and returned, previews come later
 * @param networkBlockAll whether it reaches nothing
 * @param kvm whether it may use the host's KVM; required by the Python client 0.226
 * @param target the region
 * @param cpu cores
 * @param gpu devices
 * @param memory GiB
 * @param disk GiB
 * @param toolboxProxyUrl where its toolbox is, without its id
 * @param snapshot what it was made from
 * @param state the state it is in
 * @param desiredState the state it is on its way to
 * @param errorReason why it is in an error state
 * @param recoverable whether an error can be recovered from
 * @param backupState how far its backup is
 * @param autoStopInterval minutes without activity until it is stopped; 0: never
 * @param autoPauseInterval minutes without activity until it is paused; 0: never
 * @param autoArchiveInterval minutes stopped until it is archived
 * @param autoDeleteInterval minutes stopped until it is deleted; 0: at once, negative: never
 * @param autoDestroyAt when it is deleted in any state
 * @param networkAllowList the networks that it reaches, as CIDRs separated by commas
 * @param domainAllowList the domains that it reaches, separated by commas
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 * @param lastActivityAt when its toolbox was last used
 * @param sandboxClass what kind of machine it is
 * @param daemonVersion the version of its toolbox
 * @param runnerId the machine that it runs on
 */
public record Sandbox(
    String id,
    String organizationId,
    String name,
    String user,
    Map<String, String> env,
    Map<String, String> labels,
    @JsonProperty("public") boolean isPublic,
    boolean networkBlockAll,
    boolean kvm,
    String target,
    double cpu,
    double gpu,
    double memory,
    double disk,
    String toolboxProxyUrl,
    @Nullable String snapshot,
    @Nullable SandboxState state,
    @Nullable DesiredState desiredState,
    @Nullable String errorReason,
    @Nullable Boolean recoverable,
    @Nullable BackupState backupState,
    @Nullable Integer autoStopInterval,
    @Nullable Integer autoPauseInterval,
    @Nullable Integer autoArchiveInterval,
    @Nullable Integer autoDeleteInterval,
    @Nullable Instant autoDestroyAt,
    @Nullable String networkAllowList,
    @Nullable String domainAllowList,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable Instant lastActivityAt,
    @Nullable SandboxClass sandboxClass,
    @Nullable String daemonVersion,
    @Nullable String runnerId) {

  public Sandbox {
    Required.key(id, "id");
    Required.key(organizationId, "organizationId");
    Required.key(name, "name");
    Required.key(user, "user");
    env = Map.copyOf(Required.key(env, "env"));
    labels = Map.copyOf(Required.key(labels, "labels"));
    Required.key(target, "target");
    Required.key(toolboxProxyUrl, "toolboxProxyUrl");
  }

  /** An empty builder. */
  public static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  /** A builder that holds what this sandbox holds. */
  public SandboxBuilder toBuilder() {
    return builder()
        .id(id)
        .organizationId(organizationId)
        .name(name)
        .user(user)
        .env(env)
        .labels(labels)
        .isPublic(isPublic)
        .networkBlockAll(networkBlockAll)
        .kvm(kvm)
        .target(target)
        .cpu(cpu)
        .gpu(gpu)
        .memory(memory)
        .disk(disk)
        .toolboxProxyUrl(toolboxProxyUrl)
        .snapshot(snapshot)
        .state(state)
        .desiredState(desiredState)
        .errorReason(errorReason)
        .recoverable(recoverable)
        .backupState(backupState)
        .autoStopInterval(autoStopInterval)
        .autoPauseInterval(autoPauseInterval)
        .autoArchiveInterval(autoArchiveInterval)
        .autoDeleteInterval(autoDeleteInterval)
        .autoDestroyAt(autoDestroyAt)
        .networkAllowList(networkAllowList)
        .domainAllowList(domainAllowList)
        .createdAt(createdAt)
        .updatedAt(updatedAt)
        .lastActivityAt(lastActivityAt)
        .sandboxClass(sandboxClass)
        .daemonVersion(daemonVersion)
        .runnerId(runnerId);
  }
}
