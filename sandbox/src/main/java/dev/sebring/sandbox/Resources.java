package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * What one sandbox may use at most. Immutable and thread-safe.
 *
 * @param cpus processors' worth of time, e.g. 0.5; more than 0
 * @param memory of all its processes, page cache and tmpfs included
 * @param disk what it may write beyond its snapshot
 * @param processes processes and threads together, of each of its users; all users together have
 *     twice as many at most
 */
public record Resources(double cpus, ByteSize memory, ByteSize disk, int processes) {
  /** 1 CPU, 1 GiB of memory, 3 GiB of disk (Daytona's defaults), 1,024 processes. */
  public static final Resources DEFAULT =
      new Resources(1, ByteSize.ofGib(1), ByteSize.ofGib(3), 1024);

  /**
   * @throws IllegalArgumentException if a limit is not positive; the message names it
   */
  public Resources {
    requireNonNull(memory, "memory");
    requireNonNull(disk, "disk");
    requirePositive(cpus, "cpus");
    requirePositive(memory.bytes(), "memory");
    requirePositive(disk.bytes(), "disk");
    requirePositive(processes, "processes");
  }

  private static void requirePositive(double value, String name) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " must be more than 0: " + value);
    }
  }
}
