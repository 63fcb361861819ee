package dev.sebring.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What this process, in which the server runs, holds.
 *
 * @param descriptors open
 * @param threads of the platform
 * @param heap in bytes, after a collection
 */
record ProcessFigures(long descriptors, int threads, long heap) {
  private static final long SOME_DESCRIPTORS = 8;
  private static final int SOME_THREADS = 8;
  private static final long SOME_BYTES = 32 << 20;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  static ProcessFigures take() throws IOException {
    System.gc();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return new ProcessFigures(
          open.count(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  /** Waits until this is what the process holds again, but for what any JVM adds meanwhile. */
  void assertFlat() throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    ProcessFigures now = take();
    while (!isFlat(now) && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000_000);
      now = take();
    }
    assertThat(isFlat(now)).as("before: %s, now: %s", this, now).isTrue();
  }

  private boolean isFlat(ProcessFigures now) {
    return now.descriptors <= descriptors + SOME_DESCRIPTORS
        && now.threads <= threads + SOME_THREADS
        && now.heap <= heap + SOME_BYTES;
  }
}
