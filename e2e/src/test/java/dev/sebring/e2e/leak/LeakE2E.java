package dev.sebring.e2e.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.HostTraces;
import dev.sebring.e2e.ServeProcess;
import dev.sebring.e2e.TestState;
import dev.sebring.sandbox.InstallationId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Sandboxes are created, used and deleted, eight at a time, {@code -Dsebring.cycles} times. Times
 * are shown and never judged.
 */
class LeakE2E {
  private static final int CYCLES = Integer.getInteger("sebring.cycles", 40);
  private static final int AT_ONCE = 8;
  private static final int SHOWN_AFTER = 100;

  /** What comes and goes by itself: fewer than one for every cycle. */
  private static final int SWING = 24;

  private static final long HEAP_SWING = 6L << 20;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final AtomicInteger done = new AtomicInteger();

  @Test
  void nothingIsLeftOfSandboxesThatCameAndWent() throws Exception {
    Path home = TestState.make();
    try (ServeProcess server = ServeProcess.start(home);
        Daytona daytona = server.client()) {
      InstallationId installation = TestState.installation(home);
      cycles(AT_ONCE * 2, daytona, server);
      Holdings before = awaitQuiet(server, home, installation);
      System.out.println("before: " + before);

      cycles(CYCLES, daytona, server);

      Holdings after = awaitQuiet(server, home, installation);
      System.out.println("after:  " + after);
      requireSame(before, after);
    } finally {
      TestState.destroy(home);
    }
  }

  private static void requireSame(Holdings before, Holdings after) {
    assertThat(after.children()).as("children").isZero();
    assertThat(after.stateFiles()).as("files of the state").isEqualTo(before.stateFiles());
    assertThat(after.bootFiles()).as("files in /run/sebring").isEqualTo(before.bootFiles());
    assertThat(after.ruleLines()).as("lines of network rules").isEqualTo(before.ruleLines());
    assertThat(after.quotaGroups()).as("quota groups").isLessThan(before.quotaGroups() + SWING);
    assertThat(after.descriptors()).as("descriptors").isLessThan(before.descriptors() + SWING);
    assertThat(after.threads()).as("threads").isLessThan(before.threads() + SWING);
    assertThat(after.liveBytes()).as("live heap").isLessThan(before.liveBytes() + HEAP_SWING);
  }

  private void cycles(int count, Daytona daytona, ServeProcess server) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    List<Long> millis = new ArrayList<>();
    done.set(0);
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int worker = 0; worker < AT_ONCE; worker++) {
        all.add(
            workers.submit(() -> {
              while (left.getAndDecrement() > 0) {
                long start = System.nanoTime();
                cycle(daytona);
                show(millis, (System.nanoTime() - start) / 1_000_000, server);
              }
              return true;
            }));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    }
  }

  private static void cycle(Daytona daytona) {
    Sandbox sandbox = daytona.create(CreateSandboxParams.builder().build(), LONG);
    sandbox.getFs().uploadFile(new byte[1000], "file");
    assertThat(sandbox.getProcess().executeCommand("sleep 100 & wc -c < file").result())
        .isEqualTo("1000\n");
    sandbox.delete(LONG);
  }

  private synchronized void show(List<Long> millis, long time, ServeProcess server)
      throws Exception {
    millis.add(time);
    if (done.incrementAndGet() % SHOWN_AFTER == 0) {
      List<Long> sorted = millis.stream().sorted().toList();
      System.out.printf(
          "%5d cycles: median %4d ms, longest %5d ms, %3d MiB resident%n",
          done.get(),
          sorted.get(sorted.size() / 2),
          sorted.getLast(),
          Holdings.residentBytes(server.pid()) >> 20);
      millis.clear();
    }
  }

  /** When all is as with no sandbox: a link goes, and a subvolume is cleaned, some time later. */
  private static Holdings awaitQuiet(ServeProcess server, Path home, InstallationId installation)
      throws Exception {
    SortedSet<String> none = HostTraces.expected(List.of(), List.of());
    long deadline = System.nanoTime() + QUIET.toNanos();
    SortedSet<String> found = HostTraces.of(home, installation);
    while (!found.equals(none) && System.nanoTime() < deadline) {
      Thread.sleep(100);
      found = HostTraces.of(home, installation);
    }
    assertThat(found).isEqualTo(none);
    return Holdings.of(server.pid(), home, installation);
  }
}
