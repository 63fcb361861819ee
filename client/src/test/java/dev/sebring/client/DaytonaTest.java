package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Config;
import dev.sebring.api.Json;
import dev.sebring.api.SandboxListItem;
import dev.sebring.api.SandboxState;
import dev.sebring.api.UpdateSandboxNetworkSettings;
import dev.sebring.client.TestServer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DaytonaTest {
  @Test
  void aSandboxIsCreatedWithWhatWasAskedForAndTheKey() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    try (TestServer server = new TestServer(request -> Answer.ok(self.get().sandbox("started")))) {
      self.set(server);
      CreateSandboxParams params =
          CreateSandboxParams.builder()
              .name("box")
              .language(CodeLanguage.TYPESCRIPT)
              .autoStop(Duration.ofMinutes(5))
              .autoDelete(Duration.ZERO)
              .build();

      Sandbox sandbox = server.client().create(params);

      assertThat(sandbox.getState()).isEqualTo(SandboxState.STARTED);
      assertThat(server.last().line()).isEqualTo("POST /api/sandbox");
      assertThat(server.last().headers().getFirst("Authorization"))
          .isEqualTo("Bearer " + TestServer.KEY);
      assertThat(Json.mapper().readTree(server.last().text()))
          .isEqualTo(
              Json.mapper()
                  .readTree(
                      "{\"name\":\"box\",\"labels\":{\"code-toolbox-language\":\"typescript\"},\"autoStopInterval\":5,\"autoDeleteInterval\":0}"));
    }
  }

  @Test
  void networkSettingsAreSentOnCreateAndLaterWithTheirNames() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    try (TestServer server = new TestServer(request -> Answer.ok(self.get().sandbox("started")))) {
      self.set(server);
      CreateSandboxParams params =
          CreateSandboxParams.builder()
              .networkAllowList("192.0.2.0/24")
              .domainAllowList("*.example.com")
              .build();
      Sandbox sandbox = server.client().create(params);
      assertThat(Json.mapper().readTree(server.last().text()))
          .isEqualTo(
              Json.mapper()
                  .readTree(
                      "{\"labels\":{\"code-toolbox-language\":\"python\"},\"networkAllowList\":\"192.0.2.0/24\",\"domainAllowList\":\"*.example.com\"}"));

      sandbox.updateNetworkSettings(new UpdateSandboxNetworkSettings(null, "", "example.com"));

      assertThat(server.last().line()).isEqualTo("POST /api/sandbox/1/network-settings");
      assertThat(Json.mapper().readTree(server.last().text()))
          .isEqualTo(
              Json.mapper()
                  .readTree("{\"networkAllowList\":\"\",\"domainAllowList\":\"example.com\"}"));
    }
  }

  @Test
  void creatingWaitsUntilTheSandboxIsStarted() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    AtomicInteger reads = new AtomicInteger();
    try (TestServer server =
        new TestServer(request ->
            Answer.ok(
                self.get()
                    .sandbox(
                        request.method().equals("GET") && reads.incrementAndGet() == 2
                            ? "started"
                            : "creating")))) {
      self.set(server);

      assertThat(server.client().create().getState()).isEqualTo(SandboxState.STARTED);
      assertThat(reads).hasValue(2);
    }
  }

  @Test
  void aSandboxThatCannotStartSaysWhy() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    try (TestServer server =
        new TestServer(request ->
            Answer.ok(
                self.get()
                    .sandbox("error")
                    .replace("\"state\"", "\"errorReason\":\"disk full\",\"state\"")))) {
      self.set(server);

      assertThatThrownBy(() -> server.client().create())
          .hasMessageContaining("its state is error: disk full");
    }
  }

  @Test
  void aListReadsAllPages() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    try (TestServer server =
        new TestServer(request ->
            Answer.ok(
                "{\"items\":["
                    + self.get().sandbox("started")
                    + "],\"nextCursor\":"
                    + (request.uri().contains("cursor") ? "null" : "\"a b\"")
                    + "}"))) {
      self.set(server);

      assertThat(server.client().list(Map.of("team", "blue")))
          .hasSize(2)
          .extracting(SandboxListItem::id)
          .containsOnly("1");
      assertThat(server.last().uri())
          .isEqualTo("/api/sandbox?labels=%7B%22team%22%3A%22blue%22%7D&cursor=a%20b");
    }
  }

  @Test
  void aNameIsOnePathSegmentWhateverItContains() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    try (TestServer server = new TestServer(request -> Answer.ok(self.get().sandbox("started")))) {
      self.set(server);
      server.client().get("a/b c");

      assertThat(server.last().uri()).isEqualTo("/api/sandbox/a%2Fb%20c");
    }
  }

  @Test
  void stoppingAnEphemeralSandboxEndsWhenItIsGone() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    AtomicInteger reads = new AtomicInteger();
    try (TestServer server =
        new TestServer(request ->
            request.method().equals("GET") && reads.incrementAndGet() > 1
                ? Answer.of(404, "{\"message\":\"Sandbox with ID or name 1 not found\"}")
                : Answer.ok(
                    self.get()
                        .sandbox(request.method().equals("GET") ? "started" : "destroying")))) {
      self.set(server);
      Sandbox sandbox = server.client().get("1");

      sandbox.stop();

      assertThat(sandbox.getState()).isEqualTo(SandboxState.DESTROYED);
    }
  }

  @Test
  void ourServerIsKnownByItsName() throws Exception {
    try (TestServer server =
        new TestServer(request ->
            Answer.ok(
                "{\"version\":\"1\",\"server\":{\"name\":\"sebring\",\"version\":\"0.1.0\"}}"))) {
      assertThat(server.client().server()).isEqualTo(new Config.ServerName("sebring", "0.1.0"));
    }
    try (TestServer other = new TestServer(request -> Answer.ok("{\"version\":\"1\"}"))) {
      assertThat(other.client().server()).isNull();
    }
  }

  @Test
  void callsOneAfterAnotherShareOneConnection() throws Exception {
    AtomicReference<TestServer> self = new AtomicReference<>();
    try (TestServer server = new TestServer(request -> Answer.ok(self.get().sandbox("started")))) {
      self.set(server);
      Daytona daytona = server.client();
      for (int i = 0; i < 5; i++) {
        daytona.get("1");
      }

      assertThat(server.received)
          .extracting(TestServer.Received::clientPort)
          .hasSize(5)
          .containsOnly(server.last().clientPort());
    }
  }

  @Test
  void anAnswerThatIsNotTheContractsIsAnErrorThatSaysSo() throws Exception {
    try (TestServer server = new TestServer(request -> Answer.ok("{\"id\":\"1\"}"))) {
      assertThatThrownBy(() -> server.client().get("1"))
          .isInstanceOf(DaytonaException.class)
          .hasMessageContaining("is missing");
    }
  }

  @Test
  void anAnswerThatWouldFillTheMemoryIsGivenUp() throws Exception {
    String large = "{\"id\":\"" + "x".repeat(65 << 20) + "\"}";
    try (TestServer server = new TestServer(request -> Answer.ok(large))) {
      assertThatThrownBy(() -> server.client().get("1"))
          .isInstanceOf(DaytonaTooLargeException.class)
          .hasMessageContaining("it was done")
          .hasMessageContaining("more than 64 MiB");
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void theOrganizationIsSentOnlyWhenItIsGiven() throws Exception {
    try (TestServer server = new TestServer(request -> Answer.ok("{}"))) {
      server.client().server();
      assertThat(server.last().headers().getFirst("X-Daytona-Organization-ID")).isNull();

      new Daytona(
              DaytonaConfig.builder()
                  .apiKey("k")
                  .apiUrl(server.url())
                  .organizationId("org")
                  .build())
          .server();
      assertThat(server.last().headers().getFirst("X-Daytona-Organization-ID")).isEqualTo("org");
    }
  }
}
