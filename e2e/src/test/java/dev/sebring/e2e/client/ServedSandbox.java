package dev.sebring.e2e.client;

import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.client.Sandbox;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.testkit.backend.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server with a sandbox without isolation, and a client of it. */
final class ServedSandbox implements AutoCloseable {
  private final Path directory;
  private final SebringServer server;
  private final Daytona daytona;
  private final Sandbox sandbox;

  ServedSandbox() throws IOException {
    // Sockets of guests are in it, so its path is short.
    directory = Files.createTempDirectory("sbi");
    server =
        SebringServer.start(
            ServerConfig.of(
                directory.resolve("s"),
                (state, installation) -> new LocalBackend(directory.resolve("b"))));
    daytona =
        new Daytona(
            DaytonaConfig.builder()
                .apiUrl(server.apiUrl().toString())
                .apiKey(server.apiKey())
                .build());
    sandbox = daytona.create();
  }

  Daytona daytona() {
    return daytona;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() throws IOException {
    sandbox.delete();
    daytona.close();
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
