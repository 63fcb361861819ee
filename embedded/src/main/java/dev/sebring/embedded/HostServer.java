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

  /**
   * The settings of a server on {@code home}; on a free port of the loopback address. Its sandboxes
   * are run by the OCI runtime that {@code SEBRING_RUNTIME} names, {@code runc} if that is not set.
   */
  public static ServerConfig config(Path home) {
    String runtime = System.getenv("SEBRING_RUNTIME");
    return config(
        home, runtime == null || runtime.isBlank() ? OciBackend.USUAL_RUNTIME : runtime.strip());
  }

  /**
   * The same.
   *
   * @param runtime {@code runc} or {@code runsc}: what runs sandboxes whose makers do not say
   */
  public static ServerConfig config(Path home, String runtime) {
    return ServerConfig.of(home, (state, id) -> OciBackend.open(state, id, runtime));
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
