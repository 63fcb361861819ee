package dev.sebring.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaBadRequestException;
import dev.sebring.client.DaytonaException;
import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.crash.Act.Found;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Uses one sandbox, deletes it, makes another of the same name, and remembers all that it was told:
 * that must hold after any end of the server. Not thread-safe.
 */
final class Tenant {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final String name;
  private final Map<String, String> wishes;
  private final BehindTheServer behind;
  private final Random random;
  private final StoredFiles files = new StoredFiles();
  private Found state = Found.ABSENT;
  private @Nullable Act act;
  private @Nullable Counters counters;
  private @Nullable SandboxId id;
  private @Nullable Map<String, String> labels;
  private int runs;
  private int running;

  /**
   * @param wishes labels that a sandbox of it is made with
   */
  Tenant(String name, Map<String, String> wishes, BehindTheServer behind, long seed) {
    this.name = name;
    this.wishes = wishes;
    this.behind = behind;
    this.random = new Random(seed);
  }

  /** The sandbox, if it has one. */
  Optional<SandboxId> id() {
    return Optional.ofNullable(id);
  }

  boolean isStarted() {
    return state == Found.STARTED;
  }

  /** What was under way when the server was killed. */
  Optional<Act> interrupted() {
    return Optional.ofNullable(act);
  }

  /** Does one thing after the other until the server is killed. */
  void work(Daytona daytona, BooleanSupplier killed) throws IOException {
    while (!killed.getAsBoolean()) {
      try {
        if (state == Found.STARTED && counters == null) {
          count(daytona.get(name));
        }
        Act next = Act.any(state, random);
        act = next;
        perform(next, daytona);
        act = null;
      } catch (DaytonaException | IOException e) {
        if (!killed.getAsBoolean()) {
          throw e;
        }
      }
    }
  }

  private void perform(Act next, Daytona daytona) throws IOException {
    switch (next) {
      case CREATE -> {
        Map<String, String> first = new HashMap<>(wishes);
        first.putAll(label(0));
        CreateSandboxParams params = CreateSandboxParams.builder().name(name).labels(first).build();
        Sandbox made = daytona.create(params, LONG);
        id = new SandboxId(made.getId());
        labels = made.getLabels();
        state = Found.STARTED;
      }
      case START -> {
        daytona.get(name).start(LONG);
        state = Found.STARTED;
      }
      case STOP -> {
        daytona.get(name).stop(LONG);
        state = Found.STOPPED;
        counters = null;
      }
      case DELETE_STOPPED, DELETE_STARTED -> {
        daytona.get(name).delete(LONG);
        forget();
      }
      case LABEL_STOPPED, LABEL_STARTED -> {
        daytona.get(name).setLabels(nextLabels());
        labels = nextLabels();
      }
      case UPLOAD -> files.upload(daytona.get(name).getFs(), random);
      case RUN -> {
        running = runs + 1;
        run(daytona.get(name), "echo > begun-%1$d; sleep 0.1; echo > done-%1$d", running);
        runs = running;
      }
      case RECOVER -> recover(daytona.get(name));
    }
  }

  private void recover(Sandbox sandbox) throws IOException {
    // Not earlier: a server that is killed before this finds them all at their work.
    counters = null;
    behind.kill(new SandboxId(sandbox.getId()));
    try {
      throw new AssertionError("ran in a dead sandbox: " + run(sandbox, "echo here", 0));
    } catch (DaytonaBadRequestException refused) {
      assertThat(refused).hasMessageContaining("process 1 has ended");
    }
    sandbox.recover(LONG);
  }

  private static Map<String, String> label(int number) {
    return Map.of("label", Integer.toString(number));
  }

  /** All of a sandbox's labels are replaced at once, also the one that the client gave it. */
  private Map<String, String> nextLabels() {
    return label(Integer.parseInt(labels.get("label")) + 1);
  }

  private static String run(Sandbox sandbox, String command, int number) {
    return sandbox.getProcess().executeCommand(command.formatted(number)).result();
  }

  /** Asks the next server, and compares its answers and the sandbox with what is remembered. */
  void check(Daytona daytona) throws IOException {
    Set<Found> possible = act == null ? EnumSet.of(state) : act.interrupted();
    Optional<Sandbox> sandbox = find(daytona);
    Found found = sandbox.map(Tenant::state).orElse(Found.ABSENT);
    assertThat(found).as("state of %s after %s of a %s one", name, act, state).isIn(possible);
    if (sandbox.isEmpty()) {
      forget();
      act = null;
      return;
    }
    checkRecord(sandbox.get());
    if (found != Found.STARTED) {
      counters = null;
    }
    if (found == Found.FAILED) {
      sandbox.get().recover(LONG);
      found = Found.STARTED;
    }
    if (found == Found.STARTED) {
      checkInside(sandbox.get());
    }
    state = found;
    act = null;
  }

  private Optional<Sandbox> find(Daytona daytona) {
    try {
      return Optional.of(daytona.get(name));
    } catch (DaytonaNotFoundException none) {
      return Optional.empty();
    }
  }

  private static Found state(Sandbox sandbox) {
    return switch (sandbox.getState()) {
      case STARTED -> Found.STARTED;
      case STOPPED -> Found.STOPPED;
      case ERROR -> Found.FAILED;
      default -> throw new AssertionError("neither done nor undone: " + sandbox);
    };
  }

  private void checkRecord(Sandbox sandbox) {
    if (id != null) {
      assertThat(sandbox.getId()).isEqualTo(id.value());
    }
    id = new SandboxId(sandbox.getId());
    Map<String, String> found = sandbox.getLabels();
    if (labels == null) {
      assertThat(found).containsAllEntriesOf(label(0));
    } else if (act == Act.LABEL_STARTED || act == Act.LABEL_STOPPED) {
      assertThat(found).isIn(labels, nextLabels());
    } else {
      assertThat(found).isEqualTo(labels);
    }
    labels = found;
  }

  private void checkInside(Sandbox sandbox) throws IOException {
    files.check(sandbox.getFs());
    String missing = "for n in $(seq %d); do [ -e done-$n ] || echo done-$n; done";
    assertThat(run(sandbox, missing, runs)).isEmpty();
    if (act == Act.RUN) {
      // A command ends although the server that started it is gone.
      String ended = "if [ -e begun-%1$d ]; then sleep 1; ls done-%1$d; fi";
      assertThat(run(sandbox, ended, running)).isIn("", "done-" + running + "\n");
      run(sandbox, "rm -f begun-%1$d done-%1$d", running);
    }
    if (counters != null) {
      counters.check(sandbox);
    }
  }

  /** For a sandbox whose processes are new. */
  private void count(Sandbox sandbox) throws IOException {
    counters = Counters.start(sandbox, behind);
  }

  private void forget() {
    state = Found.ABSENT;
    files.forget();
    counters = null;
    id = null;
    labels = null;
    runs = 0;
  }
}
