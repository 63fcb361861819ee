package dev.sebring.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.state.AlreadyRunningException;
import dev.sebring.server.state.RunningServer;
import dev.sebring.server.state.StateDirectory;
import dev.sebring.testkit.backend.LocalBackend;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KilledServerTest {
  private static final String BOX = "{\"name\":\"box\"}";

  @Test
  void aSandboxSurvivesKillMinusNineOfItsServer() throws Exception {
    try (TestServer first = TestServer.start(config -> config)) {
      first.server().close();
      String key;
      try (ServerProcess killed = ServerProcess.start(first.config().stateDirectory())) {
        RunningServer running = StateDirectory.read(first.config().stateDirectory()).orElseThrow();
        key = running.apiKey();
        assertThatThrownBy(() -> SebringServer.start(first.config()))
            .isInstanceOf(AlreadyRunningException.class)
            .hasMessageContaining(running.url());
        assertThat(create(running)).isEqualTo(200);
      }
      first.restart();
      assertThat(first.server().apiKey()).isEqualTo(key);
      TestServer.Answer box = first.get("/api/sandbox/box");
      assertThat(box.text("state")).isEqualTo("started");
      try (LocalBackend backend = first.backend();
          var guest =
              dev.sebring.sandbox.guest.Guest.connect(
                  backend.connect(new SandboxId(box.text("id")), Duration.ofSeconds(5)),
                  Duration.ofSeconds(5))) {
        assertThat(guest.ping(Duration.ofSeconds(5))).isPositive();
      }
    }
  }

  private static int create(RunningServer server) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(server.url() + "/api/sandbox"))
                  .header("Authorization", "Bearer " + server.apiKey())
                  .POST(BodyPublishers.ofString(BOX))
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }
}
