package dev.sebring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.OciBackend;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.Progress;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A server over real sandboxes on a state directory of a test's own; only the default snapshot is
 * that of the host's usual state directory, so that it is built once. Closing it fails when
 * anything of it is left on the host.
 */
public final class Installation implements AutoCloseable {
  private final Path directory;
  private final AtomicReference<InstallationId> id = new AtomicReference<>();
  private final SebringServer server;

  private Installation(Path directory, UnaryOperator<ServerConfig> settings) throws IOException {
    this.directory = directory;
    this.server = SebringServer.start(settings.apply(ServerConfig.of(directory, this::backend)));
    server.prepare(Progress.NONE);
  }

  /** Starts one with the default settings. */
  public static Installation start() throws IOException {
    return start(UnaryOperator.identity());
  }

  public static Installation start(UnaryOperator<ServerConfig> settings) throws IOException {
    Path directory = TestState.make();
    try {
      return new Installation(directory, settings);
    } catch (IOException | RuntimeException e) {
      TestState.remove(directory);
      throw e;
    }
  }

  private Backend backend(Path state, InstallationId installation) {
    id.set(installation);
    return OciBackend.open(state, installation);
  }

  public SebringServer server() {
    return server;
  }

  /** A client with the server's own key. */
  public Daytona client() {
    return new Daytona(
        DaytonaConfig.builder().apiUrl(server.apiUrl().toString()).apiKey(server.apiKey()).build());
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Leftover> left;
    try (Backend backend = OciBackend.open(directory, id.get())) {
      left = backend.removeLeftovers(Set.of());
    }
    SortedSet<String> traces = HostTraces.of(directory, id.get());
    TestState.remove(directory);
    assertThat(left).as("what the tests have left on the host").isEmpty();
    assertThat(traces).as("what the server has left on the host").isEmpty();
  }
}
