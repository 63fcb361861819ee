package dev.sebring.server.toolbox;

import dev.sebring.api.SystemMetrics;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.GuestStats;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the sandbox may use and uses (contract 5.3): its own limits, never the host's. Thread-safe.
 */
final class MetricsEndpoint {
  /** Between two looks at the processor time, to know its rate. */
  private static final Duration WINDOW = Duration.ofMillis(200);

  private MetricsEndpoint() {}

  static void addTo(ToolboxRoutes routes) {
    routes.get(
        "/system/metrics",
        Operation.of("What the sandbox may use and what it uses").answers(SystemMetrics.class),
        MetricsEndpoint::metrics);
  }

  private static void metrics(Exchange exchange, ToolboxContext sandbox)
      throws InterruptedException {
    long start = System.nanoTime();
    Duration before = sandbox.guest().stats().cpuUsed();
    Thread.sleep(WINDOW);
    GuestStats now = sandbox.guest().stats();
    Duration passed = Duration.ofNanos(System.nanoTime() - start);
    double cpu =
        100.0
            * now.cpuUsed().minus(before).toNanos()
            / (passed.toNanos() * sandbox.resources().cpus());
    exchange.answer(of(sandbox.resources(), now, cpu, sandbox.diskUsed(), Instant.now()));
  }

  /**
   * @param cpu percent of all that the sandbox may use
   * @param diskUsed where the sandbox's own file system does not tell
   */
  static SystemMetrics of(
      Resources limits, GuestStats stats, double cpu, Optional<ByteSize> diskUsed, Instant now) {
    long diskTotal = Math.min(limits.disk().bytes(), stats.diskTotal().bytes());
    long memory = Math.min(limits.memory().bytes(), stats.memoryTotal().bytes());
    long used = Math.min(diskUsed.orElse(stats.diskUsed()).bytes(), diskTotal);
    return new SystemMetrics(
        (int) Math.ceil(limits.cpus()),
        Math.clamp(cpu, 0, 100),
        memory,
        Math.min(stats.memoryUsed().bytes(), memory),
        Math.min(stats.memoryCache().bytes(), memory),
        diskTotal,
        used,
        Math.min(diskTotal - used, stats.diskFree().bytes()),
        now,
        now.getEpochSecond());
  }
}
