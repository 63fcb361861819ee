package dev.sebring.e2e.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.Sandbox;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessId;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.ProcessRecord;
import dev.sebring.sandbox.guest.SpawnRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Two programs that count for ever in one run of a sandbox: one that a command has left in the
 * background and that writes to a file, and one that the guest keeps a log of. Not thread-safe.
 */
final class Counters {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String COUNT = "n=0; while :; do n=$((n+1)); echo $n; sleep 0.05; done";
  private static final String START_TICKS = "cut -d' ' -f22 /proc/%s/stat";

  private final BehindTheServer behind;
  private final SandboxId sandbox;
  private final String file;
  private final String pid;
  private final String startTicks;
  private final ProcessId logged;
  private int inFile;
  private int inLog;

  private Counters(
      BehindTheServer behind,
      SandboxId sandbox,
      String file,
      String pid,
      String startTicks,
      ProcessId logged) {
    this.behind = behind;
    this.sandbox = sandbox;
    this.file = file;
    this.pid = pid;
    this.startTicks = startTicks;
    this.logged = logged;
  }

  /** Starts both. */
  static Counters start(Sandbox sandbox, BehindTheServer behind) throws IOException {
    // Of its own: a command whose answer was lost with its server counts on.
    String file = "counted-" + System.nanoTime();
    String pid =
        run(sandbox, "nohup sh -c '" + COUNT + "' > " + file + " 2>&1 < /dev/null & echo $!")
            .strip();
    String startTicks = run(sandbox, START_TICKS.formatted(pid));
    SpawnRequest logged = SpawnRequest.builder("sh", "-c", COUNT).keep().build();
    SandboxId id = new SandboxId(sandbox.getId());
    try (Guest guest = behind.guest(id);
        GuestProcess process = guest.spawn(logged)) {
      return new Counters(behind, id, file, pid, startTicks, process.id());
    }
  }

  /** Both are the same processes, still count, and no line of either is lost. */
  void check(Sandbox counting) throws IOException {
    assertThat(run(counting, START_TICKS.formatted(pid)))
        .as("when process %s started", pid)
        .isEqualTo(startTicks);
    inFile = requireCounted(run(counting, "cat " + file), inFile);
    inLog = requireCounted(log(), inLog);
    requireOwnLogsOnly();
  }

  /**
   * Those of commands whose server was killed are nobody's, and forgotten; that of a command which
   * has just been answered is about to be.
   */
  private void requireOwnLogsOnly() throws IOException {
    long deadline = System.nanoTime() + LONG.toNanos();
    try (Guest guest = behind.guest(sandbox)) {
      List<ProcessRecord> others = others(guest);
      while (!others.isEmpty() && System.nanoTime() < deadline) {
        others = others(guest);
      }
      assertThat(others).isEmpty();
    }
  }

  private List<ProcessRecord> others(Guest guest) {
    return guest.processes().stream()
        .filter(process -> process.kept() && !process.id().equals(logged))
        .toList();
  }

  private static int requireCounted(String text, int before) {
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      assertThat(lines.get(number - 1)).as("line %d", number).isEqualTo("" + number);
    }
    assertThat(lines).hasSizeGreaterThan(before);
    return lines.size();
  }

  private String log() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Guest guest = behind.guest(sandbox);
        GuestProcess process = guest.attach(logged, 0, false)) {
      for (Optional<ProcessOutput> next = process.next(LONG);
          next.isPresent();
          next = process.next(LONG)) {
        assertThat(next.get()).isInstanceOf(ProcessOutput.Bytes.class);
        if (next.get() instanceof ProcessOutput.Bytes(Descriptor from, byte[] piece)) {
          bytes.writeBytes(piece);
        }
      }
    }
    return bytes.toString(UTF_8);
  }

  private static String run(Sandbox sandbox, String command) {
    return sandbox.getProcess().executeCommand(command).result();
  }
}
