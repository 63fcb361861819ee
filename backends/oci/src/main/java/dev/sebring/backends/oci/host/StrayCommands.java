package dev.sebring.backends.oci.host;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Commands of a server that was killed: they are processes of their own and go on to their end. A
 * runtime that is just starting a sandbox would do so behind the back of the next server.
 */
public final class StrayCommands {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** A runtime's word that tells its start from the processes of a sandbox that it leaves. */
  private static final String START = "--detach";

  private static final Set<String> ON_DISKS =
      Set.of("btrfs", "mkfs.btrfs", "mkfs.ext4", "mount", "umount", "losetup", "rm");

  private StrayCommands() {}

  /**
   * Returns when none is left. For a new owner of an installation, before it runs a command itself.
   *
   * @throws BackendException if one takes over a minute
   */
  public static void awaitEnd(HostPaths paths) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    for (List<String> left = of(paths); !left.isEmpty(); left = of(paths)) {
      if (System.nanoTime() > deadline) {
        throw new BackendException(
            Kind.FAILED,
            "a command of an earlier server does not end: process " + left + "; kill it");
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw Failures.interrupted("wait for an earlier server's commands", e);
      }
    }
  }

  private static List<String> of(HostPaths paths) {
    try (Stream<Path> processes = Files.list(PROCESSES)) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .filter(pid -> isStray(words(pid), paths))
          .toList();
    } catch (IOException e) {
      throw Failures.of("read " + PROCESSES, e);
    }
  }

  static boolean isStray(List<String> words, HostPaths paths) {
    String program = Path.of(words.getFirst()).getFileName() + "";
    if (words.contains(START)) {
      return words.stream().anyMatch(word -> isIn(paths.ours(), word));
    }
    return ON_DISKS.contains(program)
        && words.stream()
            .anyMatch(word -> isIn(paths.state(), word) && !isIn(paths.snapshots(), word));
  }

  private static boolean isIn(Path directory, String word) {
    return word.startsWith(directory + "/");
  }

  private static List<String> words(String pid) {
    try {
      Path file = PROCESSES.resolve(pid).resolve("cmdline");
      return List.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1));
    } catch (IOException gone) {
      return List.of("");
    }
  }
}
