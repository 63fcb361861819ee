package dev.sebring.testkit.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.BackendSandbox.Condition;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.guest.BootId;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.SpawnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sandbox's life: made, started, stopped, found again, deleted. */
interface LifeCycleContract {
  Sandboxes sandboxes();

  @Test
  default void aNewSandboxIsStoppedAndListed() {
    SandboxId id = sandboxes().create();

    assertThat(sandboxes().backend().list()).contains(new BackendSandbox(id, Condition.STOPPED));
  }

  @Test
  default void aStartedSandboxAnswers() {
    SandboxId id = sandboxes().start();

    assertThat(sandboxes().connect(id).ping(Sandboxes.LONG)).isLessThan(Sandboxes.LONG);
    assertThat(sandboxes().backend().list()).contains(new BackendSandbox(id, Condition.RUNNING));
  }

  @Test
  default void startingAndStoppingTwiceDoesNothing() {
    SandboxId id = sandboxes().start();
    BootId boot = sandboxes().connect(id).hello().bootId();

    sandboxes().backend().start(id);

    assertThat(sandboxes().connect(id).hello().bootId()).isEqualTo(boot);
    sandboxes().backend().stop(id, Duration.ZERO);
    sandboxes().backend().stop(id, Duration.ZERO);
    assertThat(sandboxes().isRunning(id)).isFalse();
  }

  @Test
  default void anIdIsCreatedOnce() {
    SandboxSpec spec = sandboxes().spec(Map.of());
    sandboxes().create(spec);

    fails(Kind.WRONG_STATE, () -> sandboxes().backend().create(spec));
  }

  @Test
  default void aStoppedSandboxCannotBeConnectedTo() {
    SandboxId id = sandboxes().create();

    fails(Kind.WRONG_STATE, () -> sandboxes().backend().connect(id, Sandboxes.LONG));
  }

  @Test
  default void aSandboxThatDoesNotExistIsNotFound() {
    Backend backend = sandboxes().backend();
    SandboxId unknown = SandboxId.random();

    fails(Kind.NOT_FOUND, () -> backend.start(unknown));
    fails(Kind.NOT_FOUND, () -> backend.stop(unknown, Duration.ZERO));
    fails(Kind.NOT_FOUND, () -> backend.connect(unknown, Sandboxes.LONG));
    fails(Kind.NOT_FOUND, () -> backend.setNetworkPolicy(unknown, NetworkPolicy.PUBLIC));
    backend.delete(unknown);
  }

  @Test
  default void filesSurviveAStopAndProcessesDoNot() {
    SandboxId id = sandboxes().start();
    Guest before = sandboxes().connect(id);
    Commands.sh(before, "echo kept > file");
    before.spawn(SpawnRequest.builder("sleep", "1000").keep().build());

    sandboxes().backend().stop(id, Duration.ZERO);
    assertThatExceptionOfType(GuestLostException.class)
        .isThrownBy(() -> before.ping(Sandboxes.LONG));
    sandboxes().backend().start(id);

    Guest after = sandboxes().connect(id);
    assertThat(Commands.sh(after, "cat file").out()).isEqualTo("kept\n");
    assertThat(after.processes()).hasSizeLessThanOrEqualTo(1);
    assertThat(after.hello().bootId()).isNotEqualTo(before.hello().bootId());
  }

  @Test
  default void aStopWithGraceLetsProgramsEndThemselves() {
    SandboxId id = sandboxes().start();
    String script = "trap 'echo saved > file; exit' TERM; echo ready; while :; do sleep 0.05; done";
    GuestProcess process =
        sandboxes().connect(id).spawn(SpawnRequest.builder("sh", "-c", script).build());
    assertThat(process.next(Sandboxes.LONG)).isPresent();

    sandboxes().backend().stop(id, Duration.ofSeconds(5));
    sandboxes().backend().start(id);

    assertThat(Commands.sh(sandboxes().connect(id), "cat file").out()).isEqualTo("saved\n");
  }

  @Test
  default void aSandboxThatEndedByItselfIsToldFromAStoppedOne() {
    SandboxId id = sandboxes().start();
    try (Guest guest =
        Guest.connect(sandboxes().backend().connect(id, Sandboxes.LONG), Sandboxes.LONG)) {
      guest.lease(Duration.ofSeconds(1));
    }
    Waiting.until(() -> !sandboxes().isRunning(id), "the guest to end");
    assertThat(sandboxes().backend().list()).contains(new BackendSandbox(id, Condition.ENDED));

    sandboxes().backend().stop(id, Duration.ZERO);
    assertThat(sandboxes().backend().list()).contains(new BackendSandbox(id, Condition.STOPPED));
  }

  @Test
  default void twoSandboxesDoNotShareFiles() {
    Guest one = sandboxes().startAndConnect();
    Guest other = sandboxes().startAndConnect();
    Commands.sh(one, "echo mine > file");

    assertThat(Commands.sh(other, "ls file").exit().shellCode()).isNotZero();
    sandboxes().assume(Promise.ISOLATES_FILES);
    Commands.sh(one, "echo mine > /tmp/file; echo mine > /etc/file");
    assertThat(Commands.sh(other, "ls /tmp/file").exit().shellCode()).isNotZero();
    assertThat(Commands.sh(other, "ls /etc/file").exit().shellCode()).isNotZero();
  }

  @Test
  default void theEnvironmentOfTheSpecificationReachesEveryProcess() {
    SandboxId id = sandboxes().create(sandboxes().spec(Map.of("GREETING", "hello = world\n")));
    sandboxes().backend().start(id);

    assertThat(Commands.sh(sandboxes().connect(id), "printf %s \"$GREETING\"").out())
        .isEqualTo("hello = world\n");
  }

  @Test
  default void deleteWorksInEveryStateAndTwice() {
    SandboxId stopped = sandboxes().create();
    SandboxId started = sandboxes().start();
    sandboxes().connect(started).spawn(SpawnRequest.builder("sleep", "1000").keep().build());
    SandboxId ended = sandboxes().start();
    sandboxes().backend().stop(ended, Duration.ZERO);

    for (SandboxId id : List.of(stopped, started, ended)) {
      sandboxes().backend().delete(id);
      sandboxes().backend().delete(id);
      assertThat(sandboxes().backend().list()).noneMatch(sandbox -> sandbox.id().equals(id));
    }
    assertThat(sandboxes().backend().leftovers(List.of())).isEmpty();
  }

  @Test
  default void aNewBackendObjectFindsItsSandboxesWithTheirProcessesAndTheirOutput() {
    SandboxId running = sandboxes().start();
    SandboxId stopped = sandboxes().create();
    String script = "echo before; read line; echo $line";
    SpawnRequest request =
        SpawnRequest.builder("sh", "-c", script).openStdin().keep().label("mine").build();
    Guest before = sandboxes().connect(running);
    GuestProcess process = before.spawn(request);
    process.next(Sandboxes.LONG);
    before.close();

    sandboxes().reopen();

    assertThat(sandboxes().backend().list())
        .contains(
            new BackendSandbox(running, Condition.RUNNING),
            new BackendSandbox(stopped, Condition.STOPPED));
    Guest after = sandboxes().connect(running);
    ProcessId id = process.id();
    assertThat(after.processes())
        .anySatisfy(found -> {
          assertThat(found.id()).isEqualTo(id);
          assertThat(found.label()).isEqualTo("mine");
          assertThat(found.exit()).isInstanceOf(ExitStatus.Running.class);
        });
    try (GuestProcess again = after.attach(id, 0, true)) {
      Commands.feed(again, "after\n".getBytes(UTF_8));
      assertThat(Commands.finish(again).out()).isEqualTo("before\nafter\n");
    }
    sandboxes().backend().start(stopped);
    assertThat(sandboxes().connect(stopped).ping(Sandboxes.LONG)).isNotNull();
  }

  @Test
  default void aGuestServesSeveralConnectionsAndManyInTurn() {
    SandboxId id = sandboxes().start();
    for (int i = 0; i < 50; i++) {
      Guest guest = sandboxes().connect(id);
      guest.ping(Sandboxes.LONG);
      guest.close();
    }
    List<Guest> together = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      together.add(sandboxes().connect(id));
    }
    assertThat(together).allSatisfy(guest -> guest.ping(Sandboxes.LONG));
  }

  @Test
  default void aSandboxWithALeaseEndsWhenNobodyIsConnected() {
    SandboxId id = sandboxes().start();
    Guest guest = sandboxes().connect(id);
    guest.lease(Duration.ofSeconds(1));
    guest.close();

    Waiting.until(() -> !sandboxes().isRunning(id), "the lease to end the sandbox");

    sandboxes().backend().start(id);
    assertThat(sandboxes().connect(id).ping(Sandboxes.LONG)).isNotNull();
  }

  @Test
  default void whatIsNotKnownIsFoundAndRemovedAndWhatIsKnownStays() {
    SandboxId known = sandboxes().start();
    SandboxId forgotten = sandboxes().start();
    List<SandboxId> list = List.of(known);

    assertThat(sandboxes().backend().leftovers(list))
        .anyMatch(leftover -> leftover.name().contains(forgotten.value()));
    sandboxes().backend().removeLeftovers(list);

    assertThat(sandboxes().backend().leftovers(list)).isEmpty();
    assertThat(sandboxes().backend().list())
        .contains(new BackendSandbox(known, Condition.RUNNING))
        .noneMatch(sandbox -> sandbox.id().equals(forgotten));
  }

  @Test
  default void theNetworkPolicyChangesInEveryState() {
    SandboxId id = sandboxes().create();

    sandboxes().backend().setNetworkPolicy(id, NetworkPolicy.PUBLIC);
    sandboxes().backend().start(id);
    sandboxes().backend().setNetworkPolicy(id, NetworkPolicy.BLOCKED);

    assertThat(sandboxes().connect(id).files("").stat(GuestPath.of("/")).isDirectory()).isTrue();
  }

  @Test
  default void theMemoryOfTheSpecificationIsTheSandboxes() {
    sandboxes().assume(Promise.LIMITS_MEMORY);
    SandboxSpec spec = sandboxes().spec(Map.of());
    sandboxes().backend().start(sandboxes().create(spec));

    assertThat(sandboxes().connect(spec.id()).stats().memoryTotal())
        .isEqualTo(spec.resources().memory());
  }

  private static void fails(Kind kind, Runnable call) {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
