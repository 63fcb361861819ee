package dev.sebring.server.lifecycle;

import dev.sebring.api.HostDifference;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.sandbox.SnapshotConfig;
import dev.sebring.server.store.Desired;
import dev.sebring.server.store.Lifetime;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of one server: to look at, to change, to use. Every method that takes an {@code
 * idOrName} throws a {@link LifecycleException} with {@code NOT_FOUND} if there is no such sandbox;
 * what a method answers is in the store. Thread-safe.
 */
public final class Sandboxes implements AutoCloseable {
  /** How long closing waits for what is under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Registry registry;
  private final Backend backend;
  private final Snapshots snapshots;
  private final Transitions transitions;

  /** Read by every transition, written once, by closing. */
  private final ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();

  private volatile boolean closing;

  public Sandboxes(
      Backend backend,
      SandboxStore store,
      Snapshots snapshots,
      SandboxEnvironment environment,
      Clock clock) {
    this.backend = backend;
    this.snapshots = snapshots;
    this.registry = new Registry(store, backend);
    this.transitions = new Transitions(backend, registry, environment, clock);
  }

  /**
   * Brings host and store together after another process, or another life of the host. Called once,
   * before anything else.
   */
  public void reconcile() {
    new Reconciliation(backend, registry, transitions).run();
  }

  /** What stops and deletes sandboxes when their time has come. */
  public Sweeper sweeper() {
    return new Sweeper(backend, registry, transitions);
  }

  /** What the host and the store do not agree about, but for what changes at this moment. */
  public List<HostDifference> differences() {
    return HostComparison.between(backend, all().stream().map(SandboxRecord::id).toList());
  }

  /** All, in no particular order. */
  public List<SandboxRecord> all() {
    return registry.all().stream().map(LiveSandbox::record).toList();
  }

  public SandboxRecord get(String idOrName) {
    return registry.get(idOrName).record();
  }

  /**
   * Makes a sandbox and starts it. Returns when its guest has answered; if that does not come
   * about, nothing is left.
   *
   * @throws LifecycleException with {@code NAME_TAKEN}, or {@code INVALID} if the snapshot is
   *     unknown or has no such user, or the label {@code sebring/runtime} names none of this host's
   * @throws BackendException if the host cannot
   */
  public SandboxRecord create(NewSandbox asked) {
    requireRuntime(asked.labels().get(SandboxEnvironment.RUNTIME_LABEL));
    SnapshotConfig snapshot = prepare(asked.snapshot());
    SandboxId id = SandboxId.random();
    Instant now = transitions.now();
    boolean snapshotsUser = asked.user() == null || asked.user().equals(snapshot.user());
    Lifetime lifetime =
        asked.timeToLive() == null
            ? asked.lifetime()
            : asked.lifetime().withDestroyAt(now.plus(asked.timeToLive()));
    SandboxRecord record =
        new SandboxRecord(
            id,
            asked.name() == null ? id.value() : asked.name(),
            asked.snapshot(),
            asked.user() == null ? snapshot.user() : asked.user(),
            snapshotsUser ? snapshot.workDir() : "",
            asked.env(),
            asked.labels(),
            asked.isPublic(),
            asked.target(),
            asked.resources(),
            asked.network(),
            lifetime,
            new SandboxState.Creating(),
            Desired.STARTED,
            now,
            now,
            now,
            null);
    return change(() -> transitions.create(registry.add(record)));
  }

  private void requireRuntime(@Nullable String name) {
    if (name == null || backend.runtimes().contains(name)) {
      return;
    }
    String known =
        backend.runtimes().isEmpty()
            ? "there is no choice on this server"
            : "this server has " + String.join(", ", backend.runtimes());
    throw new LifecycleException(
        LifecycleException.Kind.INVALID,
        "label "
            + SandboxEnvironment.RUNTIME_LABEL
            + ": no runtime \""
            + name
            + "\"; "
            + known
            + ". Install it there, or leave the label out");
  }

  private SnapshotConfig prepare(String snapshot) {
    try {
      return snapshots.prepare(snapshot, Progress.NONE);
    } catch (BackendException e) {
      if (e.kind() == BackendException.Kind.NOT_FOUND) {
        throw new LifecycleException(
            LifecycleException.Kind.INVALID,
            "Snapshot " + snapshot + " not found: leave snapshot out for the default one",
            e);
      }
      throw e;
    }
  }

  /** Starts it; a started one is left as it is. */
  public SandboxRecord start(String idOrName) {
    LiveSandbox sandbox = registry.get(idOrName);
    SandboxRecord record = sandbox.record();
    return record.state() instanceof SandboxState.Started
        ? record
        : change(() -> transitions.start(sandbox, States::starting));
  }

  /** Starts it again after a failure. */
  public SandboxRecord recover(String idOrName) {
    LiveSandbox sandbox = registry.get(idOrName);
    return change(() -> transitions.start(sandbox, States::recovering));
  }

  /**
   * Stops it; an ephemeral one is deleted.
   *
   * @param force without grace for its processes
   */
  public SandboxRecord stop(String idOrName, boolean force) {
    LiveSandbox sandbox = registry.get(idOrName);
    return change(() -> transitions.stop(sandbox, force, "it was stopped", () -> true));
  }

  /** Deletes it, in any state. */
  public SandboxRecord delete(String idOrName) {
    LiveSandbox sandbox = registry.get(idOrName);
    return change(() -> transitions.delete(sandbox, "by request"));
  }

  public SandboxRecord setLabels(String idOrName, Map<String, String> labels) {
    return change(idOrName, record -> record.withLabels(labels, transitions.now()));
  }

  public SandboxRecord setPublic(String idOrName, boolean isPublic) {
    return change(idOrName, record -> record.withPublic(isPublic, transitions.now()));
  }

  /** Changes when it is stopped and deleted by itself. */
  public SandboxRecord setLifetime(String idOrName, UnaryOperator<Lifetime> change) {
    LiveSandbox sandbox = registry.get(idOrName);
    SandboxRecord changed =
        sandbox.change(
            record -> record.withLifetime(change.apply(record.lifetime()), transitions.now()));
    sandbox.guest().lease(Transitions.lease(changed));
    return changed;
  }

  /** Lets it live for so long from its creation; zero: no limit. */
  public SandboxRecord setTimeToLive(String idOrName, Duration time) {
    return change(
        idOrName,
        record -> {
          Instant end = time.isZero() ? null : record.createdAt().plus(time);
          return record.withLifetime(record.lifetime().withDestroyAt(end), transitions.now());
        });
  }

  /**
   * Changes where its traffic may go, at once if it runs. Waits for a change of state under way, as
   * other changes wait for this one: the host and the store are of one mind.
   */
  public SandboxRecord changeNetwork(String idOrName, UnaryOperator<NetworkPolicy> change) {
    LiveSandbox sandbox = registry.get(idOrName);
    sandbox.transition().lock();
    try {
      registry.get(idOrName); // It may be gone by now.
      NetworkPolicy network = change.apply(sandbox.record().network());
      backend.setNetworkPolicy(sandbox.id(), network);
      return sandbox.change(record -> record.withNetwork(network, transitions.now()));
    } finally {
      sandbox.transition().unlock();
    }
  }

  /** Counts as activity now. */
  public void touch(String idOrName) {
    registry.get(idOrName).touch(transitions.now());
  }

  /**
   * Begins to use a running sandbox.
   *
   * @param activity whether that keeps it from being stopped
   * @throws LifecycleException with {@code BUSY} or {@code WRONG_STATE} if it does not run
   */
  public Usage use(String idOrName, boolean activity) {
    return new Usage(registry.get(idOrName), transitions, activity);
  }

  /** A change of state, unless the server is stopping: then nobody would see its end. */
  private SandboxRecord change(Supplier<SandboxRecord> transition) {
    if (closing || !underWay.readLock().tryLock()) {
      throw new LifecycleException(
          LifecycleException.Kind.BUSY, "the server is stopping: try again when it is back");
    }
    try {
      return transition.get();
    } finally {
      underWay.readLock().unlock();
    }
  }

  /**
   * Waits for the changes of state under way, begins no more, and lets go of the guests. Sandboxes
   * run on until their lease is over.
   */
  @Override
  public void close() {
    closing = true;
    try {
      underWay.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.all().forEach(sandbox -> sandbox.storeActivity(transitions.now()));
    registry.all().forEach(sandbox -> sandbox.guest().close());
  }

  private SandboxRecord change(String idOrName, UnaryOperator<SandboxRecord> change) {
    return registry.get(idOrName).change(change);
  }
}
