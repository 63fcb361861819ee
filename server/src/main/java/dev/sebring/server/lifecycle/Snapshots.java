package dev.sebring.server.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.Progress;
import dev.sebring.sandbox.SnapshotConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The snapshots that this process has made ready. Thread-safe. */
public final class Snapshots {
  private final Backend backend;
  private final Map<String, SnapshotConfig> ready = new ConcurrentHashMap<>();
  private final ReentrantLock preparing = new ReentrantLock();

  public Snapshots(Backend backend) {
    this.backend = requireNonNull(backend, "backend");
  }

  /**
   * Makes a snapshot ready, which may take minutes the first time on a host; who asks meanwhile
   * waits.
   *
   * @throws dev.sebring.sandbox.BackendException as {@link Backend#prepare}
   */
  public SnapshotConfig prepare(String snapshot, Progress progress) {
    @Nullable SnapshotConfig known = ready.get(snapshot);
    if (known != null) {
      return known;
    }
    preparing.lock();
    try {
      known = ready.get(snapshot);
      if (known == null) {
        known = backend.prepare(snapshot, progress);
        ready.put(snapshot, known);
      }
      return known;
    } finally {
      preparing.unlock();
    }
  }
}
