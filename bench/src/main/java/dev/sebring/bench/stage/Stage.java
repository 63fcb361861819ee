package dev.sebring.bench.stage;

import dev.sebring.backends.oci.OciBackend;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.client.Sandbox;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.Progress;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.tools.DaytonaTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A server over real sandboxes on a state directory of the run's own, with a client; only the
 * default snapshot is that of the host's usual state directory, so that it is built once.
 * Thread-safe.
 */
public final class Stage implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Path directory;
  private final AtomicReference<InstallationId> id = new AtomicReference<>();
  private final SebringServer server;
  private final Daytona daytona;

  private Stage(Path directory) throws IOException {
    this.directory = directory;
    this.server = SebringServer.start(ServerConfig.of(directory, this::backend));
    server.prepare(Progress.NONE);
    this.daytona =
        new Daytona(
            DaytonaConfig.builder()
                .apiUrl(server.apiUrl().toString())
                .apiKey(server.apiKey())
                .timeout(LONG)
                .build());
  }

  /** Starts it. Builds the default snapshot where that was not done yet, which takes minutes. */
  public static Stage start() throws IOException {
    Path usual =
        Path.of(Optional.ofNullable(System.getenv("SEBRING_HOME")).orElse("/var/lib/sebring"));
    Path snapshots = Files.createDirectories(usual.resolve("oci/snapshots"));
    Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-bench");
    Files.createSymbolicLink(
        Files.createDirectory(directory.resolve("oci")).resolve("snapshots"), snapshots);
    try {
      return new Stage(directory);
    } catch (IOException | RuntimeException e) {
      remove(directory);
      throw e;
    }
  }

  private Backend backend(Path state, InstallationId installation) {
    id.set(installation);
    return OciBackend.open(state, installation);
  }

  /** Makes a sandbox that stops at no time. */
  public Sandbox create() {
    return daytona.create(CreateSandboxParams.builder().autoStop(Duration.ZERO).build(), LONG);
  }

  public void delete(Sandbox sandbox) {
    sandbox.delete(LONG);
  }

  /** A toolkit whose sandboxes are on this server. */
  public DaytonaTools tools() {
    return DaytonaTools.builder()
        .apiUrl(server.apiUrl().toString())
        .apiKey(server.apiKey())
        .persistent(false)
        .build();
  }

  /** The {@code config.json} of a sandbox that runs. */
  public Path runtimeConfig(Sandbox sandbox) {
    return directory.resolve("oci/sandboxes").resolve(sandbox.getId()).resolve("config.json");
  }

  /** The tree that its sandboxes are made from. */
  public Path snapshot() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("oci/snapshots"))) {
      return all.filter(path -> path.getFileName().toString().startsWith("default-"))
          .map(path -> path.resolve("root"))
          .filter(Files::isDirectory)
          .max(Comparator.comparing(path -> path.toFile().lastModified()))
          .orElseThrow();
    }
  }

  /** A directory for files of this run. */
  public Path directory() {
    return directory;
  }

  /** In every cgroup hierarchy, the parent of the sandboxes' groups. */
  public String cgroup() {
    return "sebring-" + id.get();
  }

  /**
   * Ends it.
   *
   * @throws IllegalStateException if something of it was left on the host, which is removed
   */
  @Override
  public void close() throws IOException {
    daytona.close();
    server.close();
    List<Leftover> left;
    try (Backend backend = OciBackend.open(directory, id.get())) {
      left = backend.removeLeftovers(Set.of());
    }
    remove(directory);
    if (!left.isEmpty()) {
      throw new IllegalStateException("the run left on the host: " + left);
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
