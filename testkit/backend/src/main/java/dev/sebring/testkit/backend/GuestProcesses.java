package dev.sebring.testkit.backend;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Guests as processes of this host. A file names each by its number and start, so that a number
 * which the kernel has given to another process since is not taken for it.
 */
final class GuestProcesses {
  private static final Duration END = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 2_000_000;

  private GuestProcesses() {}

  static void remember(ProcessHandle process, Path file) throws IOException {
    Files.writeString(file, process.pid() + " " + started(process));
  }

  /** The process that a file names, if it is alive. */
  static Optional<ProcessHandle> remembered(Path file) {
    try {
      String[] words = Files.readString(file).split(" ", -1);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process -> started(process).equals(words[1]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Asks a guest to end, with everything that it started, and forces it after a time. */
  static void end(Path file, Duration grace) throws IOException {
    Optional<ProcessHandle> guest = remembered(file);
    if (guest.isPresent() && grace.isPositive()) {
      ProcessHandle process = guest.get();
      process.destroy();
      waitUntil(() -> !process.isAlive(), grace);
    }
    killAll(file);
  }

  /**
   * Kills a guest and everything that it started. Its orphans come back to it as long as it lives,
   * so it is the last.
   */
  static void killAll(Path file) throws IOException {
    Optional<ProcessHandle> guest = remembered(file);
    if (guest.isPresent()) {
      waitUntil(() -> !killDescendants(guest.get()), END);
      guest.get().destroyForcibly();
      await(() -> !guest.get().isAlive(), END, "a guest to end");
    }
    Files.deleteIfExists(file);
  }

  static void await(BooleanSupplier condition, Duration timeout, String what) {
    if (!waitUntil(condition, timeout)) {
      throw new BackendException(
          Kind.FAILED, "waited " + timeout.toSeconds() + " s in vain for " + what);
    }
  }

  private static boolean killDescendants(ProcessHandle guest) {
    List<ProcessHandle> descendants = guest.descendants().filter(ProcessHandle::isAlive).toList();
    descendants.forEach(ProcessHandle::destroyForcibly);
    return !descendants.isEmpty();
  }

  private static boolean waitUntil(BooleanSupplier condition, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
