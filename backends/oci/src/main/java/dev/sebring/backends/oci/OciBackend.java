package dev.sebring.backends.oci;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.sebring.backends.oci.disk.Disks;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.StrayCommands;
import dev.sebring.backends.oci.image.DefaultSnapshot;
import dev.sebring.backends.oci.image.SnapshotTree;
import dev.sebring.backends.oci.image.Snapshots;
import dev.sebring.backends.oci.network.HostNetwork;
import dev.sebring.backends.oci.runtime.Launcher;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxLocks;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.SnapshotConfig;
import dev.sebring.sandbox.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sandboxes as containers of an OCI runtime: {@code runc}, or {@code runsc}, which is gVisor. Needs
 * Linux, root, and the packages of {@code build/setup}; the guest program must be in the class
 * path. What it keeps is in {@code oci/} of the state directory, what ends with this boot in {@code
 * /run/sebring}. Thread-safe.
 */
public final class OciBackend implements Backend {
  /** What sandboxes are run by unless the configuration says otherwise. */
  public static final String USUAL_RUNTIME = "runc";

  private final HostPaths paths;
  private final SandboxLocks locks = new SandboxLocks();
  private final SandboxRecords records;
  private final Snapshots snapshots;
  private final Disks disks;
  private final Containers containers;
  private final Leftovers leftovers;

  private OciBackend(HostPaths paths, Disks disks, HostNetwork network, String runtime) {
    Launcher launcher = Launcher.install(paths);
    this.paths = paths;
    this.records = new SandboxRecords(paths);
    this.snapshots = new Snapshots(paths, new DefaultSnapshot(launcher));
    this.disks = disks;
    this.containers = new Containers(paths, launcher, network, runtime);
    this.leftovers = new Leftovers(paths, records, snapshots, disks, containers, this::delete);
    containers.resumeNetwork(policiesOfRunning());
  }

  private Map<SandboxId, NetworkPolicy> policiesOfRunning() {
    return records.all().stream()
        .filter(id -> records.exists(id) && containers.isRunning(id))
        .collect(toMap(id -> id, id -> records.get(id).spec().network()));
  }

  /**
   * Makes the backend of a state directory, which no other process may have open.
   *
   * @throws BackendException with {@code UNSUPPORTED} if this host or this user cannot run it
   */
  public static OciBackend open(Path stateDirectory, InstallationId installation) {
    return open(stateDirectory, installation, USUAL_RUNTIME);
  }

  /**
   * The same with another runtime for sandboxes whose specification names none.
   *
   * @param runtime {@code runc} or {@code runsc}
   */
  public static OciBackend open(Path stateDirectory, InstallationId installation, String runtime) {
    return open(new HostPaths(stateDirectory, installation), Disks::ofHost, runtime);
  }

  static OciBackend open(HostPaths paths, Function<HostPaths, Disks> disks, String runtime) {
    Requirements.check(runtime);
    paths.make();
    StrayCommands.awaitEnd(paths);
    HostNetwork network = HostNetwork.open(paths.installation(), paths.state());
    try {
      return new OciBackend(paths, disks.apply(paths), network, runtime);
    } catch (RuntimeException e) {
      network.close();
      HostNetwork.removeIfUnused(paths.installation());
      throw e;
    }
  }

  @Override
  public String name() {
    return "oci";
  }

  @Override
  public List<String> runtimes() {
    return containers.runtimes().names();
  }

  @Override
  public SnapshotConfig prepare(String snapshot, Progress progress) {
    return snapshots.prepare(snapshot, progress).config();
  }

  @Override
  public void create(SandboxSpec asked) {
    SandboxSpec spec =
        asked.runtime() == null ? asked.with(containers.runtimes().names().getFirst()) : asked;
    containers.runtimes().named(requireNonNull(spec.runtime(), "runtime"));
    SnapshotTree tree = snapshots.prepare(spec.snapshot(), Progress.NONE);
    locks.with(
        spec.id(),
        () -> {
          records.claim(spec.id());
          try {
            try (Step _ = Step.begin("create: disk")) {
              disks.make(spec.id(), spec.resources().disk());
            }
            records.put(new SandboxRecord(spec, tree.name()));
          } catch (RuntimeException e) {
            removeAfter(e, spec.id());
            throw e;
          }
        });
  }

  private void removeAfter(RuntimeException failure, SandboxId id) {
    try {
      disks.remove(id);
      records.remove(id);
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public void start(SandboxId id) {
    locks.with(
        id,
        () -> {
          SandboxRecord record = records.get(id);
          if (containers.isRunning(id)) {
            if (containers.listens(id)) {
              return;
            }
            containers.stop(id, Duration.ZERO);
          }
          containers.start(record, snapshots.existing(record.tree()), disks.get(id));
        });
  }

  @Override
  public void stop(SandboxId id, Duration grace) {
    locks.with(
        id,
        () -> {
          records.get(id);
          containers.stop(id, grace);
        });
  }

  @Override
  public void delete(SandboxId id) {
    locks.with(
        id,
        () -> {
          containers.stop(id, Duration.ZERO);
          disks.remove(id);
          records.remove(id);
        });
  }

  @Override
  public ByteStream connect(SandboxId id, Duration timeout) {
    if (!records.exists(id)) {
      throw new BackendException(Kind.NOT_FOUND, "there is no sandbox " + id + " on this host");
    }
    return containers.connect(id);
  }

  @Override
  public void setNetworkPolicy(SandboxId id, NetworkPolicy policy) {
    locks.with(
        id,
        () -> {
          SandboxRecord before = records.get(id);
          if (before.spec().network().equals(policy)) {
            return;
          }
          records.put(before.with(policy));
          try {
            containers.setNetworkPolicy(id, policy);
          } catch (RuntimeException e) {
            putBack(before, e);
            throw e;
          }
        });
  }

  private void putBack(SandboxRecord before, RuntimeException failure) {
    try {
      records.put(before);
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public Optional<ByteSize> diskUsed(SandboxId id) {
    return disks.used(id);
  }

  @Override
  public List<BackendSandbox> list() {
    return records.all().stream()
        .map(id -> new BackendSandbox(id, containers.condition(id)))
        .toList();
  }

  @Override
  public List<Leftover> leftovers(Collection<SandboxId> known) {
    return leftovers.find(known);
  }

  @Override
  public List<Leftover> removeLeftovers(Collection<SandboxId> known) {
    return leftovers.remove(known);
  }

  @Override
  public void close() {
    boolean sandboxesRun = list().stream().anyMatch(BackendSandbox::running);
    try {
      containers.close(sandboxesRun);
    } finally {
      if (!sandboxesRun) {
        disks.release();
        paths.removeIdle();
      }
    }
  }
}
