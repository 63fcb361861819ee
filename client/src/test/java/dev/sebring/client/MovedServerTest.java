package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.TestServer.Answer;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that ended, and another process that took over its sandboxes at another address. */
class MovedServerTest {
  private static final AtomicReference<TestServer> RUNNING = new AtomicReference<>();

  @Test
  void aSandboxIsReachedWhereItsServerIsNow(@TempDir Path directory) throws Exception {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(ServerProvider.class.getName()), Provider.class.getName());
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        TestServer second = server()) {
      Sandbox sandbox;
      Daytona daytona;
      try (TestServer first = server()) {
        RUNNING.set(first);
        daytona =
            new Daytona(DaytonaConfig.builder().build(), new ServerLookup(name -> null, loader));
        sandbox = daytona.get("1");
      }
      RUNNING.set(second);

      assertThat(sandbox.getProcess().executeCommand("true").result())
          .isEqualTo("ran at " + second.url());
      daytona.close();
    }
  }

  private static TestServer server() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    TestServer server =
        new TestServer(request ->
            Answer.ok(
                request.uri().startsWith("/api")
                    ? self.get().sandbox("started")
                    : "{\"exitCode\":0,\"result\":\"ran at " + self.get().url() + "\"}"));
    self.set(server);
    return server;
  }

  /** Found by the service loader; gives whichever server runs. */
  public static final class Provider implements ServerProvider {
    @Override
    public ServerConnection open() {
      AtomicReference<Endpoint> known = new AtomicReference<>(running());
      return new ServerConnection() {
        @Override
        public Endpoint endpoint() {
          return known.get();
        }

        @Override
        public Endpoint reopen(Endpoint unreachable) {
          known.set(running());
          return known.get();
        }

        @Override
        public void atExit(String sandboxId, AtExit fate) {}

        @Override
        public void close() {}
      };
    }

    private static Endpoint running() {
      return new Endpoint(URI.create(RUNNING.get().url() + "/api"), "key");
    }
  }
}
