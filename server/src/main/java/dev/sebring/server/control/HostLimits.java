package dev.sebring.server.control;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.server.http.ApiException;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * The most that one sandbox can be given. Immutable and thread-safe.
 *
 * @param cpus of this host
 * @param memory of this host
 * @param disk what the state directory's file system holds
 */
record HostLimits(int cpus, ByteSize memory, ByteSize disk) {

  /** Those of the host that this runs on. */
  static HostLimits ofThisHost(ByteSize disk) {
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean host
            ? host.getTotalMemorySize()
            : Runtime.getRuntime().maxMemory();
    return new HostLimits(Runtime.getRuntime().availableProcessors(), new ByteSize(memory), disk);
  }

  /**
   * @param askedCpus processors; {@code null}: the default, as for the others
   * @param askedMemory GiB
   * @param askedDisk GiB
   * @throws ApiException 400 if one is not positive, or more than there is
   */
  Resources resources(
      @Nullable Double askedCpus, @Nullable Double askedMemory, @Nullable Double askedDisk) {
    Resources none = Resources.DEFAULT;
    return new Resources(
        askedCpus == null ? none.cpus() : within("cpu", askedCpus, cpus, ""),
        askedMemory == null ? none.memory() : size("memory", askedMemory, memory),
        askedDisk == null ? none.disk() : size("disk", askedDisk, disk),
        none.processes());
  }

  private static ByteSize size(String name, double gib, ByteSize most) {
    double checked = within(name, gib, SandboxView.gib(most), " GiB");
    return new ByteSize((long) (checked * ByteSize.ofGib(1).bytes()));
  }

  private static double within(String name, double asked, double most, String unit) {
    if (!(asked > 0) || asked > most) {
      throw ApiException.badRequest(
          "%s must be more than 0 and at most %.1f%s, which this host has; not %s"
              .formatted(name, most, unit, asked));
    }
    return asked;
  }
}
