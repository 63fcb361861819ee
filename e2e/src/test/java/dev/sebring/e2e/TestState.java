package dev.sebring.e2e;

import dev.sebring.backends.oci.OciBackend;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** State directories of tests. Thread-safe. */
public final class TestState {
  private TestState() {}

  /**
   * One of a test's own; only the snapshots are those of the host's usual state directory, so that
   * the default one is built once.
   */
  public static Path make() throws IOException {
    Path usual =
        Path.of(Optional.ofNullable(System.getenv("SEBRING_HOME")).orElse("/var/lib/sebring"));
    Path snapshots = Files.createDirectories(usual.resolve("oci/snapshots"));
    Path directory = makeEmpty();
    Files.createSymbolicLink(
        Files.createDirectory(directory.resolve("oci")).resolve("snapshots"), snapshots);
    return directory;
  }

  /** One of a test's own without anything in it. */
  public static Path makeEmpty() throws IOException {
    return Files.createTempDirectory(Path.of("/var/tmp"), "sebring-e2e");
  }

  /** The id that a server has given to its installation. */
  public static InstallationId installation(Path directory) throws IOException {
    return new InstallationId(Files.readString(directory.resolve("installation-id")).strip());
  }

  /** Removes one with all that its installation may have on the host, after a test that failed. */
  public static void destroy(Path directory) throws IOException {
    if (Files.exists(directory.resolve("installation-id"))) {
      InstallationId installation = installation(directory);
      try (Backend backend = OciBackend.open(directory, installation)) {
        backend.removeLeftovers(Set.of());
      }
    }
    remove(directory);
  }

  public static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
