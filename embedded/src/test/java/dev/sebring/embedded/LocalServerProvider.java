package dev.sebring.embedded;

import dev.sebring.client.ServerConnection;
import dev.sebring.client.ServerProvider;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.testkit.backend.LocalBackend;
import java.nio.file.Path;

/** As {@link EmbeddedServerProvider}, with sandboxes that are plain processes. */
public final class LocalServerProvider implements ServerProvider {
  private static final ProcessServer SERVER =
      new ProcessServer(LocalServerProvider::start, ExitWishes.ofEnvironment());

  private static SebringServer start() throws java.io.IOException {
    return DaemonStart.of(
        ServerConfig.of(
            Path.of(System.getProperty("test.home")),
            (directory, installation) -> new LocalBackend(directory.resolve("local"))));
  }

  @Override
  public ServerConnection open() {
    SERVER.open();
    return new EmbeddedConnection(SERVER);
  }
}
