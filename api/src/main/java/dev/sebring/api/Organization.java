package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organization, as {@code GET /organizations} lists it (Daytona API v0, contract 6.10). A key
 * without a value is written as {@code null}, never left out: clients require all but the last.
 *
 * <pre>{@code
 * {"id":"a1f2...","name":"local","createdBy":"owner","personal":true,"createdAt":"2026-01-02T03:04:05.678Z", ...}
 * }</pre>
 *
 * @param maxCpuPerSandbox cores
 * @param maxMemoryPerSandbox GiB
 * @param maxDiskPerSandbox GiB
 * @param defaultRegionId where sandboxes are made; the one key that may be absent
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Organization(
    String id,
    String name,
    String createdBy,
    boolean personal,
    Instant createdAt,
    Instant updatedAt,
    boolean suspended,
    @Nullable Instant suspendedAt,
    @Nullable String suspensionReason,
    @Nullable Instant suspendedUntil,
    int suspensionCleanupGracePeriodHours,
    int maxCpuPerSandbox,
    int maxMemoryPerSandbox,
    int maxDiskPerSandbox,
    int secretQuota,
    int maxSecretsPerSandbox,
    int snapshotDeactivationTimeoutMinutes,
    boolean sandboxLimitedNetworkEgress,
    boolean previewWarningEnabled,
    boolean ssoEnabled,
    @Nullable Integer authenticatedRateLimit,
    @Nullable Integer sandboxCreateRateLimit,
    @Nullable Integer sandboxLifecycleRateLimit,
    @Nullable Integer authenticatedRateLimitTtlSeconds,
    @Nullable Integer sandboxCreateRateLimitTtlSeconds,
    @Nullable Integer sandboxLifecycleRateLimitTtlSeconds,
    Map<String, Object> experimentalConfig,
    @Nullable Map<String, Object> otelConfig,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String defaultRegionId) {

  public Organization {
    Required.key(id, "id");
    Required.key(name, "name");
    Required.key(createdBy, "createdBy");
    Required.key(createdAt, "createdAt");
    Required.key(updatedAt, "updatedAt");
    experimentalConfig = Required.object(experimentalConfig, "experimentalConfig");
    otelConfig = otelConfig == null ? null : Required.object(otelConfig, "otelConfig");
  }
}
