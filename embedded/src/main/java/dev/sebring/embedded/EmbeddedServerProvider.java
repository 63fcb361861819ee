package dev.sebring.embedded;

import dev.sebring.client.ServerConnection;
import dev.sebring.client.ServerProvider;

/**
 * Gives clients the server of this machine's state directory, which it starts in this process
 * unless another runs it already. Thread-safe.
 */
public final class EmbeddedServerProvider implements ServerProvider {
  /** One for all clients, whatever provider object they found. */
  private static final ProcessServer SERVER =
      new ProcessServer(
          () -> HostServer.start(HostServer.config(SebringHome.current())),
          ExitWishes.ofEnvironment());

  /** For {@link java.util.ServiceLoader}. */
  public EmbeddedServerProvider() {}

  @Override
  public ServerConnection open() {
    SERVER.open();
    return new EmbeddedConnection(SERVER);
  }
}
