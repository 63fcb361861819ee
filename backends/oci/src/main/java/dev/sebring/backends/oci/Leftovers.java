package dev.sebring.backends.oci;

import dev.sebring.backends.oci.disk.Disks;
import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.backends.oci.image.Snapshots;
import dev.sebring.backends.oci.network.HostNetwork;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds what carries this installation's id on the host without belonging to a known sandbox. All
 * such names carry the sandbox's id too, so one that is found anywhere is removed everywhere.
 * Thread-safe.
 */
final class Leftovers {
  private final HostPaths paths;
  private final SandboxRecords records;
  private final Snapshots snapshots;
  private final Disks disks;
  private final Containers containers;
  private final Consumer<SandboxId> delete;

  Leftovers(
      HostPaths paths,
      SandboxRecords records,
      Snapshots snapshots,
      Disks disks,
      Containers containers,
      Consumer<SandboxId> delete) {
    this.paths = paths;
    this.records = records;
    this.snapshots = snapshots;
    this.disks = disks;
    this.containers = containers;
    this.delete = delete;
  }

  /** One thing, and the sandbox that it belonged to. */
  private record Found(SandboxId owner, Leftover leftover) {}

  List<Leftover> find(Collection<SandboxId> known) {
    return Stream.concat(
            ofSandboxes(known).stream().map(Found::leftover),
            snapshots.unfinished().stream().map(path -> new Leftover("directory", path.toString())))
        .toList();
  }

  List<Leftover> remove(Collection<SandboxId> known) {
    List<Leftover> found = find(known);
    ofSandboxes(known).stream().map(Found::owner).distinct().forEach(delete);
    snapshots.unfinished().forEach(Trees::remove);
    HostNetwork.removeLeftovers(paths.installation(), usedSlots(known));
    return found;
  }

  private Set<Integer> usedSlots(Collection<SandboxId> known) {
    Set<Integer> used = new HashSet<>();
    known.forEach(id -> containers.ids().held(id).ifPresent(range -> used.add(range.slot())));
    return used;
  }

  private List<Found> ofSandboxes(Collection<SandboxId> known) {
    List<Found> all = new ArrayList<>();
    for (SandboxId id : records.all()) {
      all.add(new Found(id, new Leftover("directory", paths.sandbox(id).toString())));
    }
    for (SandboxId id : disks.all()) {
      all.add(new Found(id, new Leftover("volume", "disk of " + id)));
    }
    for (Path cgroup : containers.cgroups().all()) {
      addNamed(cgroup, "cgroup", all);
    }
    for (Path record : children(paths.runtime())) {
      addNamed(record, "directory", all);
    }
    for (Path socket : children(paths.sockets())) {
      addNamed(socket, "socket", all);
    }
    for (SandboxId id : containers.ids().holders()) {
      all.add(new Found(id, new Leftover("id range", paths.slots() + " of " + id)));
    }
    Set<SandboxId> wanted = new HashSet<>(known);
    all.removeIf(found -> wanted.contains(found.owner()));
    return all;
  }

  private static void addNamed(Path path, String kind, List<Found> all) {
    String name = HostPaths.ownerOfSocket(path.getFileName().toString());
    if (SandboxId.isValid(name)) {
      all.add(new Found(new SandboxId(name), new Leftover(kind, path.toString())));
    }
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    } catch (IOException e) {
      throw Failures.of("read " + directory, e);
    }
  }
}
