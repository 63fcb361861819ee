package dev.sebring.server.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.lifecycle.LifecycleException.Kind;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import dev.sebring.server.store.Tombstone;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every sandbox there is, by id and by name, as the store has them. Thread-safe. */
final class Registry {
  private final SandboxStore store;
  private final Backend backend;
  private final Map<SandboxId, LiveSandbox> byId = new ConcurrentHashMap<>();
  private final Map<String, LiveSandbox> byName = new ConcurrentHashMap<>();

  Registry(SandboxStore store, Backend backend) {
    this.store = requireNonNull(store, "store");
    this.backend = requireNonNull(backend, "backend");
    store.all().forEach(record -> enter(live(record)));
  }

  private LiveSandbox live(SandboxRecord record) {
    return new LiveSandbox(record, store, new GuestLink(backend, record.id()));
  }

  private void enter(LiveSandbox sandbox) {
    byName.put(sandbox.record().name(), sandbox);
    byId.put(sandbox.id(), sandbox);
  }

  Collection<LiveSandbox> all() {
    return List.copyOf(byId.values());
  }

  /**
   * Adds a sandbox, to the store first.
   *
   * @throws LifecycleException if the name is taken
   */
  LiveSandbox add(SandboxRecord record) {
    LiveSandbox added = live(record);
    boolean isOthersId =
        SandboxId.isValid(record.name())
            && !record.name().equals(record.id().value())
            && byId.containsKey(new SandboxId(record.name()));
    if (isOthersId || byName.putIfAbsent(record.name(), added) != null) {
      throw new LifecycleException(
          Kind.NAME_TAKEN,
          "Sandbox with name " + record.name() + " already exists: choose another name, or use it");
    }
    try {
      store.insert(record);
    } catch (RuntimeException e) {
      byName.remove(record.name(), added);
      throw e;
    }
    byId.put(record.id(), added);
    return added;
  }

  Optional<LiveSandbox> find(String idOrName) {
    @Nullable LiveSandbox found =
        SandboxId.isValid(idOrName) ? byId.get(new SandboxId(idOrName)) : null;
    return Optional.ofNullable(found == null ? byName.get(idOrName) : found);
  }

  /**
   * @throws LifecycleException that says when and why it was deleted, where that is known
   */
  LiveSandbox get(String idOrName) {
    return find(idOrName)
        .orElseThrow(() ->
            new LifecycleException(
                Kind.NOT_FOUND,
                "Sandbox with ID or name "
                    + idOrName
                    + " not found"
                    + store
                        .tombstone(idOrName)
                        .map(gone ->
                            ": it was deleted at " + gone.destroyedAt() + ", " + gone.cause())
                        .orElse("")));
  }

  /** Removes a sandbox for good. Its name is free from now on. */
  void bury(LiveSandbox sandbox, Tombstone tombstone) {
    store.bury(tombstone);
    sandbox.markBuried();
    byId.remove(sandbox.id(), sandbox);
    byName.remove(sandbox.record().name(), sandbox);
  }
}
