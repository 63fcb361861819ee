package dev.sebring.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SpawnRequest;
import dev.sebring.server.lifecycle.LifecycleException.Kind;
import dev.sebring.server.store.Desired;
import dev.sebring.server.store.Lifetime;
import dev.sebring.server.store.SandboxRecord;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxesTest {
  private Host host;

  @BeforeEach
  void open() throws Exception {
    host = new Host();
  }

  @AfterEach
  void close() throws Exception {
    host.close();
  }

  @Test
  void itsUsersHomeIsWhereItWorksUnlessTheSnapshotSaysOtherwise() {
    SandboxRecord box = host.create(lifetime -> lifetime);
    assertThat(box.workDir()).startsWith("/").endsWith("home");
  }

  @Test
  void aStoppedSandboxCannotBeUsedAndSaysWhatToDo() {
    SandboxRecord box = host.create(lifetime -> lifetime);
    host.sandboxes().stop("box", true);
    assertThatThrownBy(() -> host.sandboxes().use("box", true))
        .isInstanceOfSatisfying(
            LifecycleException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_STATE))
        .hasMessageContaining("is stopped: start it (POST /api/sandbox/" + box.id() + "/start)");
  }

  @Test
  void aLostConnectionIsMadeAnew() {
    host.create(lifetime -> lifetime);
    try (Usage usage = host.sandboxes().use("box", true)) {
      var boot = usage.guest().hello().bootId();
      host.sandboxes().close();
      assertThat(usage.guest().hello().bootId()).isEqualTo(boot);
    }
  }

  @Test
  void aSandboxThatDiesUnderACallIsAnErrorAndSaysSo() {
    SandboxRecord box = host.create(lifetime -> lifetime);
    try (Usage usage = host.sandboxes().use("box", true)) {
      Guest guest = usage.guest();
      host.backend.stop(box.id(), Duration.ZERO);
      assertThatThrownBy(() -> guest.ping(Duration.ofSeconds(30)))
          .isInstanceOf(GuestLostException.class);
      assertThatThrownBy(usage::guest).hasMessageContaining("process 1 has ended");
    }
    assertThat(host.sandboxes().get("box").state()).isInstanceOf(SandboxState.Failed.class);
  }

  @Test
  void aDeletionDuringTheCreationWinsAndLeavesNothing() throws Exception {
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SandboxRecord> creation = other.submit(() -> host.create(lifetime -> lifetime));
      while (host.sandboxes().all().isEmpty()) {
        Thread.onSpinWait();
      }
      SandboxRecord deleted = host.sandboxes().delete("box");
      assertThat(deleted.state()).isInstanceOf(SandboxState.Destroyed.class);
      awaitEnd(creation);
    }
    assertThat(host.backend.list()).isEmpty();
    assertThat(host.sandboxes().all()).isEmpty();
    assertThat(host.store.all()).isEmpty();
  }

  @Test
  void closingWaitsForACreationUnderWayAndLetsNoOtherBegin() throws Exception {
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SandboxRecord> creation = other.submit(() -> host.create(lifetime -> lifetime));
      while (host.sandboxes().all().isEmpty()) {
        Thread.onSpinWait();
      }
      Sandboxes closing = host.sandboxes();
      closing.close();
      assertThat(host.store.all())
          .extracting(SandboxRecord::state)
          .containsExactly(new SandboxState.Started());
      assertThat(creation.get().state()).isInstanceOf(SandboxState.Started.class);
      assertThatThrownBy(() -> closing.stop("box", true)).hasMessageContaining("is stopping");
    }
    assertThat(host.comeBack().get("box").state()).isInstanceOf(SandboxState.Started.class);
  }

  @Test
  void ofTwoWhoStopAtOnceOneIsRefused() throws Exception {
    host.create(lifetime -> lifetime);
    int refused = 0;
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<SandboxRecord> one = both.submit(() -> host.sandboxes().stop("box", true));
      Future<SandboxRecord> two = both.submit(() -> host.sandboxes().stop("box", true));
      refused = (awaitEnd(one) ? 0 : 1) + (awaitEnd(two) ? 0 : 1);
    }
    assertThat(refused).isEqualTo(1);
    assertThat(host.sandboxes().get("box").state()).isInstanceOf(SandboxState.Stopped.class);
  }

  @Test
  void aStartThatFailsIsAnErrorThatCanBeRecoveredFromOrDeleted() {
    SandboxRecord box = host.create(lifetime -> lifetime);
    host.sandboxes().stop("box", true);
    host.backend.delete(box.id());
    assertThatThrownBy(() -> host.sandboxes().start("box")).isInstanceOf(BackendException.class);
    SandboxState state = host.sandboxes().get("box").state();
    assertThat(state)
        .isInstanceOfSatisfying(
            SandboxState.Failed.class,
            failed -> {
              assertThat(failed.recoverable()).isTrue();
              assertThat(failed.reason()).contains("could not be started");
            });
    assertThatThrownBy(() -> host.sandboxes().start("box")).hasMessageContaining("recover");
    assertThat(host.sandboxes().delete("box").state()).isInstanceOf(SandboxState.Destroyed.class);
  }

  @Test
  void whatAKilledServerLeftHalfMadeIsFinishedOrRemoved() {
    SandboxRecord running = host.create(lifetime -> lifetime);
    SandboxRecord starting = another("starting", new SandboxState.Starting());
    SandboxRecord stopping = another("stopping", new SandboxState.Stopping());
    SandboxRecord creating = another("creating", new SandboxState.Creating());
    SandboxRecord destroying = another("destroying", new SandboxState.Destroying());
    host.store.update(
        destroying
            .withDesired(Desired.DESTROYED)
            .withState(destroying.state(), host.clock.instant()));
    SandboxRecord unknown = another("unknown", new SandboxState.Started());
    host.store.bury(
        new dev.sebring.server.store.Tombstone(
            unknown.id(), "unknown", "lost", host.clock.instant()));
    host.sandboxes().close();

    Sandboxes next = host.comeBack();

    assertThat(next.get(running.id().value()).state()).isInstanceOf(SandboxState.Started.class);
    assertThat(next.get(starting.id().value()).state()).isInstanceOf(SandboxState.Started.class);
    assertThat(next.get(stopping.id().value()).state()).isInstanceOf(SandboxState.Stopped.class);
    assertThat(next.all()).hasSize(3);
    for (SandboxRecord gone : new SandboxRecord[] {creating, destroying, unknown}) {
      assertThat(host.exists(gone.id())).as(gone.name()).isFalse();
    }
    assertThat(next.use("starting", true).guest().ping(Duration.ofSeconds(5))).isPositive();
  }

  @Test
  void aSandboxEndsByItselfWhenNoServerComesBack() {
    SandboxRecord box = host.create(lifetime -> lifetime.withStopAfter(Duration.ofSeconds(1)));
    host.sandboxes().close();
    while (host.runs(box.id())) {
      // Looking is a connection, so it must be rarer than the lease is long.
      LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
    }
    host.clock.pass(Duration.ofSeconds(2));
    assertThat(host.comeBack().get("box").state()).isInstanceOf(SandboxState.Stopped.class);
  }

  @Test
  void aSandboxThatDiedWhileNoServerRanIsAnErrorAndOneThatEndedWithItsHostIsStopped()
      throws Exception {
    SandboxRecord died = host.create(lifetime -> lifetime);
    SandboxRecord ended = another("ended", new SandboxState.Started());
    host.sandboxes().close();
    host.kill(died.id());
    host.backend.stop(ended.id(), Duration.ZERO);

    Sandboxes next = host.comeBack();

    assertThat(next.get("box").state()).isInstanceOf(SandboxState.Failed.class);
    assertThat(next.get("ended").state()).isInstanceOf(SandboxState.Stopped.class);
    assertThat(next.recover("box").state()).isInstanceOf(SandboxState.Started.class);
  }

  @Test
  void theLogOfACallWhoseServerIsGoneIsForgottenAndNoOther() {
    host.create(lifetime -> lifetime);
    try (Usage usage = host.sandboxes().use("box", true)) {
      for (String label : new String[] {Usage.CALL, "kept"}) {
        SpawnRequest request = SpawnRequest.builder("true").keep().label(label).build();
        try (GuestProcess process = usage.guest().spawn(request)) {
          process.waitFor(Duration.ofSeconds(30));
        }
      }
    }
    host.sandboxes().close();

    try (Usage usage = host.comeBack().use("box", true)) {
      assertThat(usage.guest().processes())
          .extracting(ProcessRecord::label)
          .containsExactly("kept");
    }
  }

  @Test
  void aRegisteredNameIsNotTheIdOfAnother() {
    SandboxId id = host.create(lifetime -> lifetime).id();
    assertThatThrownBy(() -> host.sandboxes().create(Host.asked(id.value(), Lifetime.DEFAULT)))
        .hasMessageContaining("already exists");
  }

  private SandboxRecord another(String name, SandboxState state) {
    SandboxRecord made = host.sandboxes().create(Host.asked(name, Lifetime.DEFAULT));
    SandboxRecord left = made.withState(state, host.clock.instant());
    host.store.update(left);
    return left;
  }

  /** Whether it ended well. */
  private static boolean awaitEnd(Future<?> task) throws InterruptedException {
    try {
      task.get();
      return true;
    } catch (java.util.concurrent.ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(LifecycleException.class);
      return false;
    }
  }
}
