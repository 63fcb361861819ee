package dev.sebring.embedded;

import dev.sebring.client.DaytonaException;
import dev.sebring.sandbox.BackendException;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts a server in a daemon thread. Threads are daemons if the thread that makes them is, and the
 * server's must not keep a program alive whose own threads have ended.
 */
final class DaemonStart {
  private DaemonStart() {}

  /** As {@link SebringServer#start}. */
  static SebringServer of(ServerConfig config) throws IOException {
    FutureTask<SebringServer> start = new FutureTask<>(() -> SebringServer.start(config));
    Thread thread = new Thread(start, "sebring-start");
    thread.setDaemon(true);
    thread.start();
    try {
      return start.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException("This thread was interrupted while the server started", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case BackendException cause ->
            throw new DaytonaException(
                "The embedded sandbox server cannot start: "
                    + cause.getMessage()
                    + " (`sebring doctor` says what this host lacks; DAYTONA_API_URL and"
                    + " DAYTONA_API_KEY name a server elsewhere)",
                cause);
        case RuntimeException cause -> throw cause;
        case null, default ->
            throw new DaytonaException("The embedded server cannot start: " + e.getCause(), e);
      }
    }
  }
}
