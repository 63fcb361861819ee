package dev.sebring.api;

import java.time.Instant;

/**
 * The answer of {@code GET /system/metrics}: what a sandbox may use and what it uses (Daytona API
 * v0, contract 5.3).
 *
 * <pre>{@code
 * {"cpuCount":2,"cpuUsedPct":12.5,"memTotal":4294967296,"memUsed":104857600,"memCache":52428800,"diskTotal":10737418240,
 *  "diskUsed":1073741824,"diskFree":9663676416,"timestamp":"2026-01-02T03:04:05.678Z","timestampUnix":1767323045}
 * }</pre>
 *
 * @param cpuCount processors, a part of one rounded up
 * @param cpuUsedPct of all that the sandbox may use, 0 to 100
 * @param memTotal in bytes, like all that follow
 * @param memUsed without what the kernel can take back at once
 * @param memCache what it can take back
 * @param timestampUnix the same time in whole seconds
 */
public record SystemMetrics(
    int cpuCount,
    double cpuUsedPct,
    long memTotal,
    long memUsed,
    long memCache,
    long diskTotal,
    long diskUsed,
    long diskFree,
    Instant timestamp,
    long timestampUnix) {
  public SystemMetrics {
    Required.key(timestamp, "timestamp");
  }
}
