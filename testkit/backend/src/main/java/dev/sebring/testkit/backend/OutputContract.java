package dev.sebring.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.ExitStatus;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SignalScope;
import dev.sebring.sandbox.guest.SpawnRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Output is kept, can be read again, and costs a bounded amount of memory whoever reads it. */
interface OutputContract {
  Sandboxes sandboxes();

  @Test
  default void outputCanBeReadAgainFromAnyPlace() {
    Guest guest = sandboxes().startAndConnect();
    SpawnRequest request =
        SpawnRequest.builder("sh", "-c", "seq 1 100000").mergeOutput().keep().build();
    try (GuestProcess process = guest.spawn(request)) {
      String whole = Commands.finish(process).out();
      assertThat(whole).startsWith("1\n2\n").endsWith("\n100000\n");

      try (GuestProcess again = guest.attach(process.id(), 300_000, true)) {
        assertThat(Commands.finish(again).out()).isEqualTo(whole.substring(300_000));
        assertThat(again.offset()).isEqualTo(whole.length());
      }
      try (GuestProcess end = guest.attach(process.id(), whole.length(), false)) {
        assertThat(Commands.finish(end).exit()).isEqualTo(new ExitStatus.Exited(0, whole.length()));
      }
      assertThatExceptionOfType(GuestException.class)
          .isThrownBy(() -> guest.attach(process.id(), whole.length() + 1, false))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.EINVAL));
    }
  }

  @Test
  default void aReaderThatDoesNotFollowEndsWithWhatIsThere() {
    Guest guest = sandboxes().startAndConnect();
    try (GuestProcess process =
        guest.spawn(SpawnRequest.builder("sh", "-c", "echo now; sleep 4714").build())) {
      process.next(Sandboxes.LONG);

      try (GuestProcess look = guest.attach(process.id(), 0, false)) {
        Commands.Result result = Commands.finish(look);
        assertThat(result.out()).isEqualTo("now\n");
        assertThat(result.exit()).isEqualTo(new ExitStatus.Running(4));
      }
      guest.signal(process.id(), KillContract.SIGKILL, SignalScope.TREE);
    }
  }

  @Test
  default void aProgramNeverWaitsForAReaderAndOnlyItsOldestOutputIsLost() {
    Guest guest = sandboxes().startAndConnect();
    long written = 200_000_000;
    SpawnRequest request =
        SpawnRequest.builder("head", "-c", Long.toString(written), "/dev/zero")
            .logCap(1_000_000)
            .keep()
            .build();
    try (GuestProcess process = guest.spawn(request)) {
      assertThat(guest.waitFor(process.id(), Sandboxes.LONG))
          .isEqualTo(new ExitStatus.Exited(0, written));

      Commands.Result result = Commands.finish(process);

      int kept = result.bytes().length;
      assertThat(kept + result.missing()).isEqualTo(written);
      assertThat(kept).isBetween(1_000_000, 2_000_000);
    }
  }

  @Test
  default void endlessOutputThatNobodyReadsHoldsUpNothingElseAndTakesLittleMemory() {
    Guest guest = sandboxes().startAndConnect();
    try (GuestProcess endless =
        guest.spawn(SpawnRequest.builder("yes").logCap(1_000_000).build())) {
      endless.next(Sandboxes.LONG);

      for (int i = 0; i < 100; i++) {
        guest.ping(Duration.ofSeconds(5));
      }
      assertThat(Commands.sh(guest, "echo quick").out()).isEqualTo("quick\n");
      Waiting.until(() -> logEnd(guest, endless) > 200_000_000, "200 MB of output");
      assertThat(guestMemoryKib(guest)).isLessThan(32 * 1024);
      guest.signal(endless.id(), KillContract.SIGKILL, SignalScope.TREE);
      assertThat(endless.waitFor(Sandboxes.LONG)).isInstanceOf(ExitStatus.Signalled.class);
    }
  }

  @Test
  default void backgroundChildrenGoOnWritingToTheLog() {
    Guest guest = sandboxes().startAndConnect();
    SpawnRequest request =
        SpawnRequest.builder(
                "sh", "-c", "(while [ ! -e go ]; do sleep 0.02; done; echo late) & echo first")
            .mergeOutput()
            .keep()
            .build();
    try (GuestProcess process = guest.spawn(request)) {
      assertThat(Commands.finish(process).out()).isEqualTo("first\n");
      Commands.sh(guest, "touch go");

      Waiting.until(
          () -> {
            try (GuestProcess again = guest.attach(process.id(), 0, false)) {
              return Commands.finish(again).out().equals("first\nlate\n");
            }
          },
          "the child's line in the log");
    }
  }

  @Test
  default void outputArrivesWhileTheProgramRuns() {
    Guest guest = sandboxes().startAndConnect();
    try (GuestProcess process =
        guest.spawn(SpawnRequest.builder("sh", "-c", "echo a; sleep 4715").build())) {
      assertThat(process.next(Sandboxes.LONG)).get().isInstanceOf(ProcessOutput.Bytes.class);
      guest.signal(process.id(), KillContract.SIGKILL, SignalScope.TREE);
    }
  }

  private static long logEnd(Guest guest, GuestProcess process) {
    return guest.processes().stream()
        .filter(found -> found.id().equals(process.id()))
        .mapToLong(ProcessRecord::logEnd)
        .sum();
  }

  /** The guest is the parent of the supervisor, which is the parent of a command. */
  private static long guestMemoryKib(Guest guest) {
    String script =
        "guest=$(awk '/^PPid/ {print $2}' /proc/$PPID/status); awk '/^VmRSS/ {print $2}'"
            + " /proc/$guest/status";
    return Long.parseLong(Commands.sh(guest, script).out().strip());
  }
}
