package dev.sebring.backends.oci;

import dev.sebring.sandbox.SandboxId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets calls for one sandbox wait for each other, and those for different ones not. Thread-safe.
 */
final class SandboxLocks {
  private final ConcurrentMap<SandboxId, Lock> locks = new ConcurrentHashMap<>();

  /** A lock and how many threads hold it or wait for it, counted under the map's own lock. */
  private static final class Lock {
    final ReentrantLock lock = new ReentrantLock();
    int users;
  }

  <T> T with(SandboxId id, Supplier<T> action) {
    Lock mine =
        locks.compute(
            id,
            (key, present) -> {
              Lock lock = present == null ? new Lock() : present;
              lock.users++;
              return lock;
            });
    mine.lock.lock();
    try {
      return action.get();
    } finally {
      mine.lock.unlock();
      locks.computeIfPresent(id, (key, lock) -> --lock.users == 0 ? null : lock);
    }
  }

  void with(SandboxId id, Runnable action) {
    with(
        id,
        () -> {
          action.run();
          return true;
        });
  }
}
