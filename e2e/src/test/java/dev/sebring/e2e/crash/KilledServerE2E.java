package dev.sebring.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.HostDifference;
import dev.sebring.client.Daytona;
import dev.sebring.e2e.HostTraces;
import dev.sebring.e2e.ServeProcess;
import dev.sebring.e2e.TestState;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * {@code sebring serve} is killed at random moments while tenants, one of them on gVisor, create,
 * start, stop, delete, upload and run; or while it starts itself. {@code -Dsebring.kills=200} says
 * how often, {@code -Dsebring.seed} with what randomness.
 */
class KilledServerE2E {
  private static final int KILLS = Integer.getInteger("sebring.kills", 12);
  private static final long SEED = Long.getLong("sebring.seed", System.nanoTime());
  private static final int TENANTS = 5;
  private static final double IN_ITS_START = 0.15;
  private static final int LONGEST_START_MS = 1500;
  private static final int LONGEST_WORK_MS = 1500;
  private static final Duration LINKS_VANISH = Duration.ofSeconds(15);

  private final Random random = new Random(SEED);
  private final Map<Act, Integer> interrupted = new EnumMap<>(Act.class);
  private int duringStart;
  private int kills;

  @Test
  void whateverWasAcknowledgedSurvivesAnyKillAndNothingIsHalfDone() throws Exception {
    System.out.println("sebring.seed=" + SEED);
    Path home = TestState.make();
    try {
      killAndCheck(home);
    } finally {
      TestState.destroy(home);
    }
    System.out.printf(
        "%d kills, %d of them during a start; under way at the others: %s%n",
        kills, duringStart, interrupted);
  }

  private void killAndCheck(Path home) throws Exception {
    ServeProcess.start(home).close();
    InstallationId installation = TestState.installation(home);
    BehindTheServer behind = new BehindTheServer(home, installation);
    List<Tenant> tenants = new ArrayList<>();
    for (int i = 0; i < TENANTS; i++) {
      Map<String, String> wishes = Map.of("sebring/runtime", i == 0 ? "runsc" : "runc");
      tenants.add(new Tenant("tenant-" + i, wishes, behind, random.nextLong()));
    }
    while (kills < KILLS) {
      round(home, installation, tenants);
    }
    leaveNothing(home, installation, tenants);
  }

  /** From a start to a kill. */
  private void round(Path home, InstallationId installation, List<Tenant> tenants)
      throws Exception {
    try (ServeProcess server = ServeProcess.begin(home)) {
      kills++;
      if (kills % 20 == 0) {
        System.out.println(kills + " kills: " + interrupted);
      }
      if (random.nextDouble() < IN_ITS_START) {
        duringStart++;
        Thread.sleep(random.nextInt(LONGEST_START_MS));
        server.kill();
        return;
      }
      server.awaitListening();
      try (Daytona daytona = server.client()) {
        check(daytona, home, installation, tenants);
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
          List<Future<?>> all = new ArrayList<>();
          for (Tenant tenant : tenants) {
            all.add(each.submit(task(() -> tenant.work(daytona, killed::get))));
          }
          Thread.sleep(random.nextInt(LONGEST_WORK_MS));
          killed.set(true);
          server.kill();
          for (Future<?> one : all) {
            one.get();
          }
        }
      } catch (Exception | AssertionError e) {
        e.addSuppressed(
            new AssertionError("kill " + kills + "; the server said: " + server.said()));
        throw e;
      }
    }
    tenants.stream()
        .map(Tenant::interrupted)
        .flatMap(Optional::stream)
        .forEach(act -> interrupted.merge(act, 1, Integer::sum));
  }

  private static void check(
      Daytona daytona, Path home, InstallationId installation, List<Tenant> tenants)
      throws Exception {
    // Before anybody does anything: what a server has brought in order is in order.
    awaitExpected(home, installation, daytona);
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Tenant tenant : tenants) {
        all.add(each.submit(task(() -> tenant.check(daytona))));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(daytona.list(Map.of()))
        .extracting(item -> new SandboxId(item.id()))
        .containsExactlyInAnyOrderElementsOf(
            tenants.stream().map(Tenant::id).flatMap(Optional::stream).toList());
  }

  /** A link goes some time after its namespace has ended; all else is there or not at once. */
  private static void awaitExpected(Path home, InstallationId installation, Daytona daytona)
      throws Exception {
    List<SandboxId> running = new ArrayList<>();
    List<SandboxId> stopped = new ArrayList<>();
    daytona
        .list(Map.of())
        .forEach(item ->
            (item.state().wire().equals("started") ? running : stopped)
                .add(new SandboxId(item.id())));
    SortedSet<String> expected = HostTraces.expected(stopped, running);
    long deadline = System.nanoTime() + LINKS_VANISH.toNanos();
    SortedSet<String> found = HostTraces.of(home, installation);
    while (!found.equals(expected) && System.nanoTime() < deadline) {
      Thread.sleep(50);
      found = HostTraces.of(home, installation);
    }
    assertThat(found).isEqualTo(expected);
    assertThat(daytona.hostDifferences()).isEqualTo(List.<HostDifference>of());
  }

  private static void leaveNothing(Path home, InstallationId installation, List<Tenant> tenants)
      throws Exception {
    try (ServeProcess server = ServeProcess.start(home);
        Daytona daytona = server.client()) {
      check(daytona, home, installation, tenants);
      daytona.list(Map.of()).forEach(item -> daytona.get(item.id()).delete());
      awaitExpected(home, installation, daytona);
    }
    assertThat(HostTraces.of(home, installation)).isEmpty();
  }

  private interface Task {
    void run() throws IOException;
  }

  private static Callable<Boolean> task(Task task) {
    return () -> {
      task.run();
      return true;
    };
  }
}
