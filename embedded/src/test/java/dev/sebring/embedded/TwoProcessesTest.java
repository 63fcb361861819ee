package dev.sebring.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JVMs that share a state directory, with a real server and real guests. */
class TwoProcessesTest {
  private static final String WAIT_FOR = "while [ ! -s %1$s ]; do sleep 0.05; done; cat %1$s";

  private Path home;
  private ClientProcess first;
  private ClientProcess second;

  @BeforeEach
  void start() throws IOException {
    // Short, for the guests' sockets are in it.
    home = Files.createTempDirectory(Path.of("/tmp"), "sb");
    // One after the other: the first owns the server.
    first = new ClientProcess(home);
    second = new ClientProcess(home);
  }

  @AfterEach
  void end() throws IOException {
    first.close();
    second.close();
    try (LocalBackend backend = new LocalBackend(home.resolve("local"))) {
      List.copyOf(backend.list()).forEach(sandbox -> backend.delete(sandbox.id()));
    }
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Test
  void theSecondUsesTheServerOfTheFirst() {
    String id = first.ask("create");
    assertThat(second.ask("state", id)).isEqualTo("started");
    assertThat(second.ask("toolbox", id)).isEqualTo(first.ask("toolbox", id));
  }

  @Test
  void aProgramThatClosesNothingStillEnds() {
    first.ask("create");
    assertThat(first.ends()).isTrue();
  }

  @Test
  void whenTheFirstEndsWhileTheSecondRunsACommandTheCommandGoesOnAndTheNextCallTakesOver() {
    first.ask("create");
    String id = second.ask("create");
    String before = second.ask("toolbox", id);
    second.ask(
        "run-beside",
        id,
        "echo yes > started; while [ ! -e go ]; do sleep 0.05; done; echo yes > done");
    second.ask("run", id, WAIT_FOR.formatted("started"));

    assertThat(first.ends()).isTrue();

    assertThat(second.ask("await-beside")).contains("it may have been done");
    assertThat(second.ask("run", id, "touch go; " + WAIT_FOR.formatted("done"))).isEqualTo("yes");
    assertThat(second.ask("toolbox", id)).isNotEqualTo(before);
  }

  @Test
  void whenTheFirstIsKilledTheSecondRecoversTheSandboxesOfBoth() {
    String ofFirst = first.ask("create");
    String ofSecond = second.ask("create");
    first.ask("run", ofFirst, "echo kept > file");

    first.kill();

    assertThat(second.ask("state", ofSecond)).isEqualTo("started");
    assertThat(second.ask("run", ofFirst, "cat file")).isEqualTo("kept");
  }

  @Test
  void atTheEndOfAProcessOnlyItsOwnSandboxesAreStoppedOrDeleted() {
    String stopped = first.ask("create");
    String deleted = first.ask("create");
    String left = first.ask("create");
    String ofSecond = second.ask("create");
    first.ask("at-exit", stopped, "STOP");
    first.ask("at-exit", deleted, "DELETE");
    second.ask("at-exit", ofSecond, "DELETE");

    assertThat(first.ends()).isTrue();

    assertThat(second.ask("state", stopped)).isEqualTo("stopped");
    assertThat(second.ask("state", deleted)).isEqualTo("gone");
    assertThat(second.ask("state", left)).isEqualTo("started");
    assertThat(second.ask("state", ofSecond)).isEqualTo("started");
  }

  @Test
  void aProcessThatOnlyUsesTheServerOfAnotherHasItsSandboxesStoppedToo() {
    first.ask("create");
    String ofSecond = second.ask("create");
    second.ask("at-exit", ofSecond, "STOP");

    assertThat(second.ends()).isTrue();

    assertThat(first.ask("state", ofSecond)).isEqualTo("stopped");
  }

  @Test
  void aTrialRunDeletesWhatWouldBeStopped() {
    String id;
    try (ClientProcess trial = new ClientProcess(home, "SEBRING_AT_EXIT", "delete")) {
      id = trial.ask("create");
      trial.ask("at-exit", id, "STOP");
      assertThat(trial.ends()).isTrue();
    }
    assertThat(first.ask("state", id)).isEqualTo("gone");
    assertThat(SandboxId.isValid(id)).isTrue();
  }
}
