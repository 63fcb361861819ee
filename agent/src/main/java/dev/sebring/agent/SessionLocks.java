package dev.sebring.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One run at a time for each session; a second one waits. Holds nothing of idle sessions. */
final class SessionLocks {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** Waits for its turn, and runs the action. */
  <T> T hold(String sessionId, Supplier<T> action) throws InterruptedException {
    Entry entry =
        entries.compute(
            sessionId, (id, e) -> e == null ? new Entry(new ReentrantLock(), 1) : e.more());
    try {
      entry.lock.lockInterruptibly();
      try {
        return action.get();
      } finally {
        entry.lock.unlock();
      }
    } finally {
      entries.compute(sessionId, (id, e) -> e == null || e.users == 1 ? null : e.less());
    }
  }

  /** A lock, and how many hold it or wait for it. */
  private record Entry(ReentrantLock lock, int users) {
    Entry more() {
      return new Entry(lock, users + 1);
    }

    Entry less() {
      return new Entry(lock, users - 1);
    }
  }
}
