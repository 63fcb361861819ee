package dev.sebring.embedded;

import dev.sebring.client.Endpoint;
import dev.sebring.client.ServerConnection;
import java.util.Objects;

/** A client's hold on this process's server, which lives as long as the process. Thread-safe. */
final class EmbeddedConnection implements ServerConnection {
  private final ProcessServer server;

  EmbeddedConnection(ProcessServer server) {
    this.server = Objects.requireNonNull(server, "server");
  }

  @Override
  public Endpoint endpoint() {
    return server.endpoint();
  }

  @Override
  public Endpoint reopen(Endpoint unreachable) {
    return server.reopen(unreachable);
  }

  @Override
  public void atExit(String sandboxId, AtExit fate) {
    server.atExit(sandboxId, fate);
  }

  @Override
  public void close() {
    // Other clients of this process may use the server, and the next one finds it warm.
  }
}
