package dev.sebring.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first, all of it whatever fails. Thread-safe. */
final class Shutdown implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    IllegalStateException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("the server did not stop cleanly", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Closes because of a failure that comes first. */
  void closeAfter(Throwable first) {
    try {
      close();
    } catch (IllegalStateException second) {
      first.addSuppressed(second);
    }
  }
}
