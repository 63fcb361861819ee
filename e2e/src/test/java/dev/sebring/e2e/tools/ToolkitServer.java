package dev.sebring.e2e.tools;

import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real server with the real guest, whose sandboxes are directories of this host: nothing in
 * them is isolated.
 */
final class ToolkitServer implements AutoCloseable {
  private final Path directory;
  private final SebringServer server;

  private ToolkitServer(Path directory, SebringServer server) {
    this.directory = directory;
    this.server = server;
  }

  /** In a directory with a short path, since the guests' sockets are in it. */
  static ToolkitServer start(boolean additions) throws IOException {
    Path directory = Files.createTempDirectory("sbt");
    ServerConfig config =
        ServerConfig.of(
                directory.resolve("s"),
                (state, installation) -> new LocalBackend(directory.resolve("b")))
            .withAdditions(additions);
    return new ToolkitServer(directory, SebringServer.start(config));
  }

  String apiUrl() {
    return server.apiUrl().toString();
  }

  String apiKey() {
    return server.apiKey();
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
