package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.ByteSize;
import java.time.Duration;

/**
 * What a sandbox uses, as its guest sees it (and a hostile one may lie). Immutable and thread-safe.
 *
 * @param cpus processors it may use
 * @param cpuUsed processor time used since its start
 * @param memoryCache the part of {@code memoryUsed} that the kernel can take back
 * @param processes alive now
 */
public record GuestStats(
    long cpus,
    Duration cpuUsed,
    ByteSize memoryTotal,
    ByteSize memoryUsed,
    ByteSize memoryCache,
    ByteSize diskTotal,
    ByteSize diskUsed,
    ByteSize diskFree,
    long processes) {
  public GuestStats {
    requireNonNull(cpuUsed, "cpuUsed");
    requireNonNull(memoryTotal, "memoryTotal");
    requireNonNull(memoryUsed, "memoryUsed");
    requireNonNull(memoryCache, "memoryCache");
    requireNonNull(diskTotal, "diskTotal");
    requireNonNull(diskUsed, "diskUsed");
    requireNonNull(diskFree, "diskFree");
  }
}
