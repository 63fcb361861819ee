package dev.sebring.backends.oci.runtime;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The control groups of our sandboxes in every hierarchy of this host: one on hosts with cgroup v2,
 * one for each controller on v1 and hybrid ones. The runtime makes and removes them; this finds
 * what a runtime that was killed has left. Thread-safe.
 */
public final class Cgroups {
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
  private static final int SHARES = 4;

  private final String parent;
  private final List<Path> hierarchies;

  /** The one that shares out CPU time, if that is of version 1. */
  private final Optional<Path> cpu;

  public Cgroups(HostPaths paths) {
    this.parent = paths.cgroup().substring(1);
    List<String[]> mounts = mounts();
    this.hierarchies = mounts.stream().map(fields -> Path.of(fields[1])).toList();
    this.cpu =
        mounts.stream()
            .filter(fields -> List.of(fields[3].split(",")).contains("cpu"))
            .map(fields -> Path.of(fields[1]))
            .findFirst();
  }

  /** The lines of all hierarchies. */
  private static List<String[]> mounts() {
    try {
      return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
          .map(line -> line.split(" "))
          .filter(fields -> fields[2].equals("cgroup") || fields[2].equals("cgroup2"))
          .toList();
    } catch (IOException e) {
      throw Failures.of("find the cgroup hierarchies", e);
    }
  }

  /**
   * Makes the groups below a sandbox's own among which its CPU time is shared out, so that programs
   * of one, however many, keep neither those of another nor process 1, which is in none, from
   * running. Before the runtime does anything.
   *
   * @return their lists of threads; none where the hierarchy is of version 2, in which such groups
   *     below one with processes would have to be threaded ones
   */
  public List<Path> makeShares(SandboxId id) {
    List<Path> shares = new ArrayList<>();
    if (cpu.isPresent()) {
      Path own = cpu.get().resolve(parent).resolve(id.value());
      try {
        for (int i = 0; i < SHARES; i++) {
          shares.add(Files.createDirectories(own.resolve("share" + i)).resolve("tasks"));
        }
      } catch (IOException e) {
        throw Failures.of("make the cgroups of sandbox " + id, e);
      }
    }
    return shares;
  }

  /** Every group of a sandbox of ours. */
  public List<Path> all() {
    List<Path> groups = new ArrayList<>();
    for (Path hierarchy : hierarchies) {
      Path ours = hierarchy.resolve(parent);
      if (!Files.isDirectory(ours)) {
        continue;
      }
      try (Stream<Path> children = Files.list(ours)) {
        children.filter(Files::isDirectory).forEach(groups::add);
      } catch (IOException e) {
        throw Failures.of("read " + ours, e);
      }
    }
    return groups;
  }

  /** Kills what still runs in the groups of a sandbox, then removes them. */
  public void remove(SandboxId id) {
    killAll(id);
    for (Path hierarchy : hierarchies) {
      remove(hierarchy.resolve(parent).resolve(id.value()));
    }
  }

  private void killAll(SandboxId id) {
    long deadline = System.nanoTime() + KILL_TIMEOUT.toNanos();
    for (Set<Long> left = processes(id); !left.isEmpty(); left = processes(id)) {
      left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      if (System.nanoTime() > deadline) {
        throw new BackendException(
            Kind.FAILED, "processes of sandbox " + id + " do not end when killed: " + left);
      }
      pause("kill the processes of sandbox " + id);
    }
  }

  /** Whether a process is in the groups of a sandbox. */
  boolean has(SandboxId id, long pid) {
    return processes(id).contains(pid);
  }

  /** What is in a share of the CPU time is in the sandbox's own group of the other hierarchies. */
  private Set<Long> processes(SandboxId id) {
    Set<Long> found = new HashSet<>();
    for (Path hierarchy : hierarchies) {
      Path list = hierarchy.resolve(parent).resolve(id.value()).resolve("cgroup.procs");
      try {
        Files.readAllLines(list).forEach(pid -> found.add(Long.parseLong(pid)));
      } catch (NoSuchFileException none) {
        continue; // not every hierarchy has a group of it
      } catch (IOException e) {
        throw Failures.of("read " + list, e);
      }
    }
    return found;
  }

  private static void remove(Path group) {
    if (!Files.isDirectory(group)) {
      return;
    }
    try (Stream<Path> children = Files.list(group)) {
      children.filter(Files::isDirectory).forEach(Cgroups::remove);
      removeSoon(group);
    } catch (IOException e) {
      throw Failures.of("remove the cgroup " + group, e);
    }
  }

  /** The kernel calls a group busy for a moment after its last process has ended. */
  private static void removeSoon(Path group) throws IOException {
    long deadline = System.nanoTime() + KILL_TIMEOUT.toNanos();
    while (true) {
      try {
        Files.deleteIfExists(group);
        return;
      } catch (FileSystemException busy) {
        if (System.nanoTime() > deadline) {
          throw busy;
        }
        pause("remove the cgroup " + group);
      }
    }
  }

  private static void pause(String tried) {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw Failures.interrupted(tried, e);
    }
  }

  /** Removes our parent groups if no sandbox is in them. */
  public void removeEmptyParents() {
    for (Path hierarchy : hierarchies) {
      try {
        Files.deleteIfExists(hierarchy.resolve(parent));
      } catch (FileSystemException inUse) {
        continue; // the kernel says busy for a group that has groups or processes
      } catch (IOException e) {
        throw Failures.of("remove the cgroup " + hierarchy.resolve(parent), e);
      }
    }
  }
}
