package dev.sebring.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

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
  void anIdleSandboxIsStoppedWhenItsTimeHasCome() {
    SandboxId id = host.create(lifetime -> lifetime.withStopAfter(MINUTE)).id();
    passAndSweep(MINUTE.minusMillis(1));
    assertThat(state(id)).isInstanceOf(SandboxState.Started.class);
    passAndSweep(Duration.ofMillis(1));
    assertThat(state(id)).isInstanceOf(SandboxState.Stopped.class);
    assertThat(host.runs(id)).isFalse();
  }

  @Test
  void useKeepsItRunningAndReadingDoesNot() {
    SandboxId id = host.create(lifetime -> lifetime.withStopAfter(MINUTE)).id();
    host.clock.pass(Duration.ofSeconds(40));
    host.sandboxes().use(id.value(), true).close();
    passAndSweep(Duration.ofSeconds(40));
    assertThat(state(id)).isInstanceOf(SandboxState.Started.class);
    host.sandboxes().get(id.value());
    host.sandboxes().use(id.value(), false).close();
    passAndSweep(Duration.ofSeconds(20));
    assertThat(state(id)).isInstanceOf(SandboxState.Stopped.class);
  }

  @Test
  void aCallThatRunsIsActivityHoweverLongItTakes() {
    SandboxId id = host.create(lifetime -> lifetime.withStopAfter(MINUTE)).id();
    try (Usage usage = host.sandboxes().use(id.value(), true)) {
      passAndSweep(Duration.ofHours(3));
      assertThat(usage.guest().ping(MINUTE)).isPositive();
      assertThat(host.store.all().getFirst().lastActivityAt()).isEqualTo(host.clock.instant());
    }
    assertThat(state(id)).isInstanceOf(SandboxState.Started.class);
    passAndSweep(MINUTE);
    assertThat(state(id)).isInstanceOf(SandboxState.Stopped.class);
  }

  @Test
  void zeroMeansNever() {
    SandboxId id = host.create(lifetime -> lifetime.withStopAfter(null)).id();
    passAndSweep(Duration.ofDays(365));
    assertThat(state(id)).isInstanceOf(SandboxState.Started.class);
  }

  @Test
  void aStoppedSandboxIsDeletedWhenItsTimeHasComeAndALateQuestionIsTold() {
    SandboxId id = host.create(lifetime -> lifetime.withDeleteAfter(MINUTE)).id();
    passAndSweep(Duration.ofMinutes(5));
    assertThat(state(id)).isInstanceOf(SandboxState.Started.class);
    host.sandboxes().stop("box", true);
    passAndSweep(MINUTE.minusMillis(1));
    assertThat(host.exists(id)).isTrue();
    passAndSweep(Duration.ofMillis(1));
    assertThat(host.exists(id)).isFalse();
    assertThatThrownBy(() -> host.sandboxes().get("box"))
        .hasMessage(
            "Sandbox with ID or name box not found: it was deleted at 2026-01-02T12:06:00Z, it had"
                + " been stopped for 1 minute (auto-delete)");
  }

  @Test
  void anIdleEphemeralSandboxIsDeleted() {
    SandboxId id =
        host.create(lifetime -> lifetime.withStopAfter(MINUTE).withDeleteAfter(Duration.ZERO)).id();
    passAndSweep(MINUTE);
    assertThat(host.exists(id)).isFalse();
    assertThatThrownBy(() -> host.sandboxes().get("box"))
        .hasMessageContaining("nobody had used it for 1 minute (auto-stop), and it was ephemeral");
  }

  @Test
  void aTimeToLiveEndsIt() {
    SandboxId id = host.create(lifetime -> lifetime).id();
    host.sandboxes().setTimeToLive("box", MINUTE);
    passAndSweep(MINUTE);
    assertThat(host.exists(id)).isFalse();
  }

  @Test
  void aSandboxWhoseGuestDiedIsAnErrorToRecoverFrom() {
    SandboxId id = host.create(lifetime -> lifetime).id();
    host.backend.stop(id, Duration.ZERO);
    passAndSweep(Duration.ZERO);
    assertThat(state(id))
        .isInstanceOfSatisfying(
            SandboxState.Failed.class,
            failed -> assertThat(failed.reason()).contains("process 1 has ended"));
    assertThatThrownBy(() -> host.sandboxes().use("box", true))
        .hasMessageContaining("recover it (POST /api/sandbox/" + id + "/recover) or delete it");
    assertThat(host.sandboxes().recover("box").state()).isInstanceOf(SandboxState.Started.class);
  }

  @Test
  void activityIsInTheStoreAfterASweep() {
    SandboxId id = host.create(lifetime -> lifetime).id();
    host.clock.pass(MINUTE);
    host.sandboxes().use(id.value(), true).close();
    passAndSweep(Duration.ZERO);
    assertThat(host.store.all()).isEqualTo(List.of(host.sandboxes().get("box")));
  }

  private void passAndSweep(Duration time) {
    host.clock.pass(time);
    host.sandboxes().sweeper().sweep();
  }

  private SandboxState state(SandboxId id) {
    return host.sandboxes().get(id.value()).state();
  }
}
