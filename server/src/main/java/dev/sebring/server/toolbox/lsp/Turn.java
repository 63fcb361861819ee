package dev.sebring.server.toolbox.lsp;

import static java.util.Objects.requireNonNull;

import dev.sebring.server.http.ApiException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/**
 * A language server, if there is one, and whose call of it is now: the others wait. The server is
 * guarded by the turn. Thread-safe.
 */
final class Turn {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ReentrantLock lock = new ReentrantLock(true);
  @Nullable ProjectServer server;

  /**
   * @throws ApiException 504 if others take longer
   */
  void take() {
    try {
      if (!lock.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw Failures.late("answer calls before this one", PATIENCE, null);
      }
    } catch (InterruptedException e) {
      EofException gone = new EofException("the client left before its turn");
      gone.initCause(e);
      throw new UncheckedIOException(gone);
    }
  }

  void give() {
    lock.unlock();
  }

  boolean isRunning() {
    return server != null && server.isRunning();
  }

  ProjectServer required() {
    return requireNonNull(server, "server");
  }
}
