package dev.sebring.embedded;

import dev.sebring.client.DaytonaException;
import dev.sebring.client.Endpoint;
import dev.sebring.client.ServerConnection.AtExit;
import dev.sebring.server.SebringServer;
import dev.sebring.server.state.AlreadyRunningException;
import dev.sebring.server.state.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The server that this process uses: its own, or that of the process which owns the state
 * directory. Its own ends with the process, not before. Thread-safe: one thread at a time looks for
 * a server, the others wait for what it finds.
 */
final class ProcessServer {
  /** How long an owner may take to answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ServerStart start;
  private final ExitWishes wishes;
  private final ReentrantLock searching = new ReentrantLock();
  private boolean endsWithProcess;
  private volatile @Nullable Hold hold;

  ProcessServer(ServerStart start, ExitWishes wishes) {
    this.start = Objects.requireNonNull(start, "start");
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
      if (held != null
          && held.endpoint().equals(unreachable)
          && !Health.answers(unreachable.apiUrl())) {
        hold = null;
        held.release();
      }
      return open();
    } finally {
      searching.unlock();
    }
  }

  /** The server found last. */
  Endpoint endpoint() {
    Hold held = hold;
    return held == null ? open() : held.endpoint();
  }

  void atExit(String sandboxId, AtExit fate) {
    wishes.put(sandboxId, fate);
  }

  private Hold search() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (true) {
        try {
          SebringServer server = start.start();
          return new Hold(new Endpoint(server.apiUrl(), server.apiKey()), server);
        } catch (AlreadyRunningException e) {
          Endpoint other = endpoint(e.server());
          if (Health.answers(other.apiUrl())) {
            return new Hold(other, null);
          }
          if (System.nanoTime() > deadline) {
            throw new DaytonaException(
                e.getMessage() + "; but it does not answer: end that process", e);
          }
        }
        Thread.sleep(PAUSE);
      }
    } catch (IOException e) {
      throw new DaytonaException("The embedded server cannot start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException("This thread was interrupted while it waited for a server", e);
    }
  }

  private static Endpoint endpoint(RunningServer server) {
    return new Endpoint(URI.create(server.url() + "/api"), server.apiKey());
  }

  private void endWithProcess() {
    if (endsWithProcess) {
      return;
    }
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "sebring-end"));
      endsWithProcess = true;
    } catch (IllegalStateException e) {
      throw new DaytonaException("This process is ending: no server is started any more", e);
    }
  }

  /** Does what was asked for the sandboxes, then ends the server if it is this process's. */
  private void end() {
    Hold held = hold;
    if (held != null) {
      wishes.fulfil(held.endpoint());
      held.release();
    }
  }

  /** A server in use, and the server itself if this process runs it. */
  private record Hold(Endpoint endpoint, @Nullable SebringServer server) {
    void release() {
      if (server != null) {
        server.close();
      }
    }
  }
}
