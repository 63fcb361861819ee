package dev.sebring.embedded;

import dev.sebring.backends.oci.OciBackend;
import dev.sebring.client.DaytonaException;
import dev.sebring.sandbox.BackendException;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The server as it runs on this host: its sandboxes by an OCI runtime, its default snapshot built.
 */
public final class HostServer {
  private HostServer() {}

  /** The settings of a server on {@code home}; on a free port of the loopback address. */
  public static ServerConfig config(Path home) {
    return ServerConfig.of(home, OciBackend::open);
  }

  /**
   * Starts it, and builds the default snapshot where that was not done yet, which takes a minute or
   * two and shows its progress on standard error.
   *
   * @throws DaytonaException if this host cannot; the message says what to do
   * @throws dev.sebring.server.state.AlreadyRunningException if one runs there
   * @throws IOException if the state directory cannot be used or the address not be listened on
   */
  public static SebringServer start(ServerConfig config) throws IOException {
    HostRequirements.check(config.stateDirectory());
    SebringServer server = DaemonStart.of(config);
    try (TerminalProgress progress = TerminalProgress.of("Default snapshot")) {
      server.prepare(progress);
      return server;
    } catch (BackendException e) {
      server.close();
      throw new DaytonaException("The default snapshot cannot be built: " + e.getMessage(), e);
    }
  }
}
