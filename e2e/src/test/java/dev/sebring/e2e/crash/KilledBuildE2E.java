package dev.sebring.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.e2e.HostTraces;
import dev.sebring.e2e.ServeProcess;
import dev.sebring.e2e.TestState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed while it builds the default snapshot. */
class KilledBuildE2E {
  private static final int LONGEST_BUILD_MS = 3000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Random random = new Random();

  @Test
  void aKilledBuildEndsWithAllItsProgramsAndTheNextServerBeginsAnother() throws Exception {
    Path home = TestState.makeEmpty();
    try {
      List<Object> first = buildAndKill(home);
      assertThat(buildAndKill(home)).as("the tree that is built").isNotEqualTo(first);
    } finally {
      TestState.destroy(home);
    }
  }

  /** Returns which tree was being built. */
  private List<Object> buildAndKill(Path home) throws Exception {
    List<Object> left = building(home);
    List<Object> tree;
    try (ServeProcess server = ServeProcess.begin(home)) {
      await("the build to begin", () -> !building(home).isEmpty() && !building(home).equals(left));
      Thread.sleep(random.nextInt(LONGEST_BUILD_MS));
      tree = building(home);
      server.kill();
    }
    await("the build's programs to end", () -> programs(home).isEmpty());
    assertThat(HostTraces.of(home, TestState.installation(home)))
        .as("with no sandbox")
        .isEqualTo(HostTraces.expected(List.of(), List.of()));
    return tree;
  }

  /** The trees that are being built, by what no other has. */
  private static List<Object> building(Path home) throws IOException {
    Path snapshots = home.resolve("oci/snapshots");
    if (!Files.isDirectory(snapshots)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(snapshots)) {
      List<Object> keys = new ArrayList<>();
      for (Path path : all.filter(path -> path.toString().endsWith(".building")).toList()) {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        keys.add(attributes.fileKey() + " of " + attributes.creationTime());
      }
      return keys;
    }
  }

  private static SortedSet<String> programs(Path home) throws IOException {
    SortedSet<String> traces = HostTraces.of(home, TestState.installation(home));
    traces.removeIf(trace -> !trace.startsWith("program"));
    return traces;
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for %s", what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
