package dev.sebring.embedded;

import dev.sebring.client.DaytonaException;
import dev.sebring.client.Endpoint;
import dev.sebring.client.ServerConnection.AtExit;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The server that this process uses: its own, or that of the process which has the lock. Its own
 * ends with the process, not before. Thread-safe: one thread at a time looks for a server, the
 * others wait for what it finds.
 */
final class ProcessServer {
  /** How long another process may take between locking and answering. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final StateDirectory state;
  private final LocalServer.Starter starter;
  private final ExitWishes wishes;
  private final ReentrantLock searching = new ReentrantLock();
  private volatile @Nullable Hold hold;

  ProcessServer(StateDirectory state, LocalServer.Starter starter, ExitWishes wishes) {
    this.state = Objects.requireNonNull(state, "state");
    this.starter = Objects.requireNonNull(starter, "starter");
    this.wishes = Objects.requireNonNull(wishes, "wishes");
  }

  /** A server, found or started. */
  Endpoint open() {
    searching.lock();
    try {
      Hold held = hold;
      if (held == null) {
        endWithProcess();
        held = search();
        hold = held;
      }
      return held.endpoint();
    } finally {
      searching.unlock();
    }
  }

  /** As {@link dev.sebring.client.ServerConnection#reopen}. */
  Endpoint reopen(Endpoint unreachable) {
    searching.lock();
    try {
      Hold held = hold;
      if (held == null || !held.endpoint().equals(unreachable) || Health.answers(unreachable)) {
        return open();
      }
      held.release();
      hold = null;
      Hold found = search();
      hold = found;
      return found.endpoint();
    } finally {
      searching.unlock();
    }
  }

  /** The server found last. */
  Endpoint endpoint() {
    Hold held = hold;
    if (held == null) {
      throw new IllegalStateException("no server was opened");
    }
    return held.endpoint();
  }

  void atExit(String sandboxId, AtExit fate) {
    wishes.put(sandboxId, fate);
  }

  private Hold search() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        Optional<ServerLock> lock = ServerLock.tryTake(state);
        if (lock.isPresent()) {
          return start(lock.get());
        }
        Optional<ServerFile> other = ServerFile.read(state);
        if (other.isPresent() && Health.answers(other.get().endpoint())) {
          return new Hold(other.get().endpoint(), null, null);
        }
        if (System.nanoTime() > deadline) {
          throw new DaytonaException(stuck(other));
        }
        Thread.sleep(PAUSE);
      }
    } catch (IOException e) {
      throw new DaytonaException(
          "Cannot use the state directory "
              + state
              + " ("
              + e
              + "): set SEBRING_HOME to one that root can write",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException("This thread was interrupted while it waited for a server", e);
    }
  }

  private String stuck(Optional<ServerFile> other) {
    return "A process holds "
        + state.lockFile()
        + " but no server answers"
        + other.map(file -> " at " + file.apiUrl() + " (process " + file.process() + ")").orElse("")
        + " after "
        + PATIENCE.toSeconds()
        + " s: end that process, or set SEBRING_HOME to another directory";
  }

  private Hold start(ServerLock lock) throws IOException {
    LocalServer server = null;
    try {
      ServerFile.delete(state);
      server = starter.start(state);
      Endpoint endpoint = server.endpoint();
      new ServerFile(endpoint.apiUrl(), endpoint.apiKey(), ProcessHandle.current().pid())
          .write(state);
      return new Hold(endpoint, server, lock);
    } catch (IOException | RuntimeException e) {
      try (lock) {
        if (server != null) {
          server.close();
        }
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void endWithProcess() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "sebring-end"));
    } catch (IllegalStateException e) {
      throw new DaytonaException("This process is ending: no server is started any more", e);
    }
  }

  /** Does what was asked for the sandboxes, then ends the server if it is this process's. */
  void end() {
    Hold held = hold;
    if (held != null) {
      wishes.fulfil(held.endpoint());
      held.release();
    }
  }

  /** A server in use; with the lock and the server itself if this process runs it. */
  private final class Hold {
    private final Endpoint endpoint;
    private final @Nullable LocalServer server;
    private final @Nullable ServerLock lock;

    Hold(Endpoint endpoint, @Nullable LocalServer server, @Nullable ServerLock lock) {
      this.endpoint = endpoint;
      this.server = server;
      this.lock = lock;
    }

    Endpoint endpoint() {
      return endpoint;
    }

    void release() {
      if (server == null || lock == null) {
        return;
      }
      try (lock) {
        ServerFile.delete(state);
        server.close();
      } catch (IOException e) {
        throw new DaytonaException("Cannot give up the server of " + state + ": " + e, e);
      }
    }
  }
}
