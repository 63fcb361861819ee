package dev.sebring.server.http;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the connections of long calls, in a thread that is there while there are any.
 * Thread-safe.
 */
final class ClientWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(ClientWatcher.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Set<ClientWatch> watches = new HashSet<>();
  private boolean running;

  synchronized void add(ClientWatch watch) {
    watches.add(watch);
    if (!running) {
      running = true;
      Thread.ofVirtual().name("sebring-client-watcher").start(this::look);
    }
  }

  synchronized void remove(ClientWatch watch) {
    watches.remove(watch);
  }

  private void look() {
    try {
      for (List<ClientWatch> now = next(); !now.isEmpty(); now = next()) {
        Thread.sleep(PERIOD);
        now.forEach(ClientWatcher::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void look(ClientWatch watch) {
    try {
      watch.look();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("what was to happen when a client leaves has failed");
    }
  }

  private synchronized List<ClientWatch> next() {
    running = !watches.isEmpty();
    return List.copyOf(watches);
  }
}
