package dev.sebring.sandbox;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets calls for one sandbox wait for each other, and those for different ones not. Thread-safe.
 */
public final class SandboxLocks {
  private final ConcurrentMap<SandboxId, Lock> locks = new ConcurrentHashMap<>();

  /** A lock and how many threads hold it or wait for it, counted under the map's own lock. */
  private static final class Lock {
    final ReentrantLock lock = new ReentrantLock();
    int users;
  }

  /** What is done while nobody else does something for the same sandbox. */
  @FunctionalInterface
  public interface Action<T, E extends Exception> {
    T run() throws E;
  }

  /** The same without a result. */
  @FunctionalInterface
  public interface Task<E extends Exception> {
    void run() throws E;
  }

  /** Does it when those before it have ended. */
  public <T, E extends Exception> T with(SandboxId id, Action<T, E> action) throws E {
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
      return action.run();
    } finally {
      mine.lock.unlock();
      locks.computeIfPresent(id, (key, lock) -> --lock.users == 0 ? null : lock);
    }
  }

  /** Does it when those before it have ended. */
  public <E extends Exception> void with(SandboxId id, Task<E> task) throws E {
    this.<Boolean, E>with(
        id,
        () -> {
          task.run();
          return true;
        });
  }
}
