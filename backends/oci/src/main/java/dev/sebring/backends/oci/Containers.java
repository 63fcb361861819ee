package dev.sebring.backends.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.backends.oci.disk.Disk;
import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.IdRange;
import dev.sebring.backends.oci.host.IdRanges;
import dev.sebring.backends.oci.image.HostLayer;
import dev.sebring.backends.oci.image.SandboxLayer;
import dev.sebring.backends.oci.image.SnapshotTree;
import dev.sebring.backends.oci.network.HostNetwork;
import dev.sebring.backends.oci.network.Link;
import dev.sebring.backends.oci.runtime.Cgroups;
import dev.sebring.backends.oci.runtime.HostProcess;
import dev.sebring.backends.oci.runtime.Introduction;
import dev.sebring.backends.oci.runtime.Launcher;
import dev.sebring.backends.oci.runtime.OciRuntime;
import dev.sebring.backends.oci.runtime.RuntimeConfig;
import dev.sebring.backends.oci.runtime.Runtimes;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.BackendSandbox.Condition;
import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.Step;
import dev.sebring.sandbox.UnixSocketStream;
import dev.sebring.sandbox.guest.Guest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The running part of sandboxes: what exists from start to stop. Nothing of it is mounted on the
 * host, and all of it but a few names ends with the sandbox's process 1. Thread-safe for different
 * sandboxes.
 */
final class Containers {
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(20);
  private static final Duration KILLED = Duration.ofSeconds(10);

  private final HostPaths paths;
  private final Launcher launcher;
  private final HostNetwork network;
  private final Runtimes runtimes;
  private final ObjectNode systemCalls;
  private final IdRanges ids;
  private final Cgroups cgroups;
  private final HostLayer hostLayer;

  Containers(HostPaths paths, Launcher launcher, HostNetwork network, String usualRuntime) {
    this.paths = paths;
    this.launcher = launcher;
    this.network = network;
    this.ids = new IdRanges(paths);
    this.cgroups = new Cgroups(paths);
    this.runtimes = new Runtimes(paths, cgroups, usualRuntime);
    this.systemCalls = RuntimeConfig.systemCalls(runtimes.named(usualRuntime).traits());
    this.hostLayer = new HostLayer(paths);
  }

  IdRanges ids() {
    return ids;
  }

  Cgroups cgroups() {
    return cgroups;
  }

  Runtimes runtimes() {
    return runtimes;
  }

  boolean isRunning(SandboxId id) {
    return runtimes.isRunning(id);
  }

  /** Whether a guest can be connected to: one that is ending still has its process for a while. */
  boolean listens(SandboxId id) {
    try (ByteStream connection = connect(id)) {
      return true;
    } catch (BackendException | IOException refused) {
      return false;
    }
  }

  /** The runtime's record goes when a sandbox is stopped, and with this boot. */
  Condition condition(SandboxId id) {
    if (isRunning(id)) {
      return Condition.RUNNING;
    }
    return runtimes.of(id).isPresent() ? Condition.ENDED : Condition.STOPPED;
  }

  void start(SandboxRecord record, SnapshotTree snapshot, Disk disk) {
    SandboxSpec spec = record.spec();
    SandboxId id = spec.id();
    OciRuntime runtime = runtimes.named(record.runtime());
    // It may have died by itself, or with the host.
    try (Step _ = Step.begin("start: traces of an earlier life")) {
      removeTraces(id);
    }
    try {
      IdRange range = ids.claim(id);
      List<Path> shares = runtime.traits().ownKernel() ? List.of() : cgroups.makeShares(id);
      Path bundle = paths.sandbox(id);
      Path own = bundle.resolve("layer");
      try (Step _ = Step.begin("start: bundle")) {
        SandboxLayer.write(own, id, network.resolver());
        Files.writeString(
            bundle.resolve("config.json"),
            config(spec, snapshot, range, runtime, shares.size()).toJson());
      }
      Link link;
      try (Step _ = Step.begin("start: network rules")) {
        link = network.attach(range.slot(), spec.network());
      }
      List<Path> layers = List.of(own, hostLayer.prepare(), snapshot.root());
      try (Step _ = Step.begin("start: overlay, link and runtime")) {
        launcher.start(id, range, layers, disk, bundle, link, runtime, shares);
      }
      try (Step _ = Step.begin("start: first answer")) {
        awaitGuest(id);
      }
    } catch (IOException e) {
      throw stopAfter(id, Failures.of("start sandbox " + id, e));
    } catch (RuntimeException e) {
      throw stopAfter(id, e);
    }
  }

  private RuntimeConfig config(
      SandboxSpec spec, SnapshotTree snapshot, IdRange range, OciRuntime runtime, int shares) {
    Map<String, String> env = new HashMap<>(snapshot.env());
    env.putAll(spec.env());
    return new RuntimeConfig(
        spec.id(),
        env,
        spec.resources(),
        range,
        paths.scratch(),
        paths.cgroup() + "/" + spec.id(),
        shares,
        runtime.traits(),
        systemCalls);
  }

  /** Goes on with the network of sandboxes that run already. */
  void resumeNetwork(Map<SandboxId, NetworkPolicy> policies) {
    Map<Integer, NetworkPolicy> bySlot = new HashMap<>();
    policies.forEach(
        (id, policy) -> ids.held(id).ifPresent(range -> bySlot.put(range.slot(), policy)));
    network.resume(bySlot);
  }

  void setNetworkPolicy(SandboxId id, NetworkPolicy policy) {
    if (isRunning(id)) {
      network.setPolicy(ids.claim(id).slot(), policy);
    }
  }

  /** The socket listens before the guest runs: only its greeting says that it does. */
  private void awaitGuest(SandboxId id) {
    Guest.connect(connect(id), FIRST_ANSWER).close();
  }

  private RuntimeException stopAfter(SandboxId id, RuntimeException failure) {
    try {
      stop(id, Duration.ZERO);
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
    return failure;
  }

  void stop(SandboxId id, Duration grace) {
    Optional<HostProcess> found = runtimes.process(id);
    if (found.isPresent()) {
      HostProcess process = found.get();
      if (grace.isPositive()) {
        process.signal(false);
      }
      if (!grace.isPositive() || !process.awaitEnd(grace)) {
        process.signal(true);
        if (!process.awaitEnd(KILLED)) {
          throw new BackendException(
              Kind.FAILED,
              "process 1 of sandbox " + id + " (" + process.pid() + ") does not end when killed");
        }
      }
    }
    removeTraces(id);
  }

  /** Removes what may be left of a sandbox that does not run. */
  private void removeTraces(SandboxId id) {
    try {
      runtimes.forget(id);
      cgroups.remove(id);
      removeSockets(id);
      Optional<IdRange> range = ids.held(id);
      if (range.isPresent()) {
        network.detach(range.get().slot());
        ids.release(id);
      }
    } catch (IOException e) {
      throw Failures.of("clean up after sandbox " + id, e);
    }
  }

  private void removeSockets(SandboxId id) throws IOException {
    try (DirectoryStream<Path> own = Files.newDirectoryStream(paths.sockets(), id + "*")) {
      for (Path socket : own) {
        Files.deleteIfExists(socket);
      }
    }
  }

  ByteStream connect(SandboxId id) {
    try {
      return runtimes.of(id).filter(runtime -> runtime.traits().ownKernel()).isPresent()
          ? Introduction.to(paths.socket(id), paths.meeting(id), launcher)
          : UnixSocketStream.connect(paths.socket(id));
    } catch (IOException e) {
      throw new BackendException(
          Kind.WRONG_STATE,
          "connect to sandbox " + id + ": its guest does not listen; start it first",
          e);
    }
  }

  /**
   * @param sandboxesRun whether they still need the network, or nobody does; a link may outlive its
   *     sandbox for a while
   */
  void close(boolean sandboxesRun) {
    network.close();
    if (!sandboxesRun) {
      HostNetwork.removeAll(paths.installation());
    }
    cgroups.removeEmptyParents();
    paths.removeEmpty();
  }
}
