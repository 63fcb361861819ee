package dev.sebring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.OciBackend;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.Progress;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
    Path usual =
        Path.of(Optional.ofNullable(System.getenv("SEBRING_HOME")).orElse("/var/lib/sebring"));
    Path snapshots = Files.createDirectories(usual.resolve("oci/snapshots"));
    Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-e2e");
    Files.createSymbolicLink(
        Files.createDirectory(directory.resolve("oci")).resolve("snapshots"), snapshots);
    try {
      return new Installation(directory, settings);
    } catch (IOException | RuntimeException e) {
      remove(directory);
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

  @Override
  public void close() throws IOException {
    server.close();
    List<Leftover> left;
    try (Backend backend = OciBackend.open(directory, id.get())) {
      left = backend.removeLeftovers(Set.of());
    }
    remove(directory);
    assertThat(left).as("what the tests have left on the host").isEmpty();
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
