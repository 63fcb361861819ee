package dev.sebring.backends.oci.runtime;

import dev.sebring.backends.oci.host.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process of the host, told from a later one with the same number by when it started. Immutable
 * and thread-safe.
 *
 * @param startTicks field 22 of {@code /proc/PID/stat}
 */
public record HostProcess(long pid, long startTicks) {
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  /** The process that has this number now. */
  static Optional<HostProcess> running(long pid) {
    try {
      return Optional.of(new HostProcess(pid, Long.parseLong(stat(pid)[START_TICKS])));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The fields of {@code /proc/PID/stat} after the name. */
  private static String[] stat(long pid) throws IOException {
    String stat =
        Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  /** Whether it runs; a zombie does not. */
  public boolean isAlive() {
    try {
      String[] stat = stat(pid);
      return Long.parseLong(stat[START_TICKS]) == startTicks
          && !stat[STATE].equals("Z")
          && !stat[STATE].equals("X");
    } catch (IOException gone) {
      return false;
    }
  }

  /** Sends SIGTERM, or SIGKILL if {@code forcibly}. */
  public void signal(boolean forcibly) {
    // The handle remembers when its process started, and signals no other.
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (handle.isPresent() && isAlive()) {
      if (forcibly) {
        handle.get().destroyForcibly();
      } else {
        handle.get().destroy();
      }
    }
  }

  /** Returns whether it ended in time. */
  public boolean awaitEnd(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    long pause = 1;
    while (isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        throw Failures.interrupted("wait for process " + pid + " to end", e);
      }
      pause = Math.min(pause * 2, 20);
    }
    return true;
  }
}
