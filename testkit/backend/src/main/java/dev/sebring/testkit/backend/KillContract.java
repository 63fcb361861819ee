package dev.sebring.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequest;
import org.junit.jupiter.api.Test;

/** Ending a command ends everything that it started. */
interface KillContract {
  int SIGKILL = 9;
  int SIGTERM = 15;

  Sandboxes sandboxes();

  @Test
  default void aKilledCommandTakesAllItsDescendantsWithItAndItsOutputIsKept() {
    Guest guest = sandboxes().startAndConnect();
    String escape =
        """
        setsid sh -c 'setsid sleep 4711 & exec sleep 4711' </dev/null >/dev/null 2>&1 &
        env -i /bin/sh -c '(/usr/bin/setsid /bin/sleep 4711 &) & exec /bin/sleep 4711' &
        echo started
        sleep 4711
        """;
    SpawnRequest request = SpawnRequest.builder("sh", "-c", escape).mergeOutput().keep().build();
    try (GuestProcess process = guest.spawn(request)) {
      Waiting.until(() -> sleepers(guest) == 5, "five processes to sleep");

      guest.signal(process.id(), SIGKILL, SignalScope.TREE);
      Commands.Result result = Commands.finish(process);

      assertThat(sleepers(guest)).isZero();
      assertThat(result.out()).isEqualTo("started\n");
      assertThat(result.exit()).isEqualTo(new ExitStatus.Signalled(SIGKILL, 8));
      assertThat(live(guest, process)).isZero();
    }
  }

  @Test
  default void aSignalForTheProgramLeavesItsChildrenAlone() {
    Guest guest = sandboxes().startAndConnect();
    String script = "sleep 4712 & trap 'echo got; exit 3' TERM; echo ready; wait";
    SpawnRequest request = SpawnRequest.builder("sh", "-c", script).mergeOutput().keep().build();
    try (GuestProcess process = guest.spawn(request)) {
      process.next(Sandboxes.LONG);

      guest.signal(process.id(), SIGTERM, SignalScope.PROGRAM);

      Commands.Result result = Commands.finish(process);
      assertThat(result.out()).isEqualTo("got\n");
      assertThat(result.exit().shellCode()).isEqualTo(3);
      assertThat(live(guest, process)).isOne();
      guest.signal(process.id(), SIGKILL, SignalScope.TREE);
      assertThat(live(guest, process)).isZero();
    }
  }

  @Test
  default void aBackgroundChildThatHoldsTheOutputDoesNotHoldTheCall() {
    Guest guest = sandboxes().startAndConnect();

    Commands.Result result = Commands.sh(guest, "sleep 4713 & echo started");

    assertThat(result.out()).isEqualTo("started\n");
  }

  @Test
  default void nothingIsLeftToSignalAfterTheEnd() {
    Guest guest = sandboxes().startAndConnect();
    try (GuestProcess process = guest.spawn(SpawnRequest.builder("true").keep().build())) {
      process.waitFor(Sandboxes.LONG);

      assertThatExceptionOfType(GuestException.class)
          .isThrownBy(() -> guest.signal(process.id(), SIGTERM, SignalScope.TREE))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ESRCH));
      guest.release(process.id());
      assertThatExceptionOfType(GuestException.class)
          .isThrownBy(() -> guest.waitFor(process.id(), Sandboxes.LONG))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ESRCH));
    }
  }

  /** How many processes of the sandbox (without isolation: of the host) sleep for 4711 seconds. */
  private static int sleepers(Guest guest) {
    String script =
        "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -c '^[4]711$'; true";
    return Integer.parseInt(Commands.sh(guest, script).out().strip());
  }

  private static long live(Guest guest, GuestProcess process) {
    return guest.processes().stream()
        .filter(found -> found.id().equals(process.id()))
        .mapToLong(ProcessRecord::live)
        .sum();
  }
}
