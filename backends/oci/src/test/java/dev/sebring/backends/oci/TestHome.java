package dev.sebring.backends.oci;

import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A state directory of a test's own, with an installation id of its own. Only the snapshots are
 * those of the host's usual state directory, so that the default one is built once for all tests
 * and the demonstration.
 */
final class TestHome implements AutoCloseable {
  private final Path directory;
  private final InstallationId installation = InstallationId.random();

  TestHome() {
    try {
      Path usual =
          Path.of(Optional.ofNullable(System.getenv("SEBRING_HOME")).orElse("/var/lib/sebring"));
      Path snapshots = Files.createDirectories(usual.resolve("oci/snapshots"));
      directory = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-it");
      Files.createSymbolicLink(
          Files.createDirectory(directory.resolve("oci")).resolve("snapshots"), snapshots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  InstallationId installation() {
    return installation;
  }

  OciBackend open() {
    return OciBackend.open(directory, installation);
  }

  /** Removes the directory, which holds no sandbox any more. */
  @Override
  public void close() {
    Trees.remove(directory);
  }
}
