package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CodeRunRequest;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.ExecuteResponse;
import dev.sebring.client.TestServer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProcessTest {
  @Test
  void aCommandCarriesItsDirectoryEnvironmentAndTime() throws Exception {
    try (Box box = new Box(Answer.ok("{\"exitCode\":3,\"result\":\"hi\\n\"}"))) {
      ExecuteResponse response =
          box.sandbox()
              .getProcess()
              .executeCommand("echo hi", "/tmp", Map.of("A", "1"), Duration.ofMillis(1500));

      assertThat(response).isEqualTo(new ExecuteResponse(3, "hi\n", null, null, null, null));
      assertThat(box.server.last().line()).isEqualTo("POST /toolbox/1/process/execute");
      assertThat(box.server.last().text())
          .isEqualTo(
              "{\"command\":\"echo hi\",\"cwd\":\"/tmp\",\"envs\":{\"A\":\"1\"},\"timeout\":2}");
      assertThat(box.server.last().headers().getFirst("X-Daytona-Split-Output")).isNull();
    }
  }

  @Test
  void withoutATimeTheClientsHoldsSoThatNothingRunsForEver() throws Exception {
    try (Box box = new Box(Answer.ok("{\"exitCode\":0,\"result\":\"\"}"))) {
      box.sandbox().getProcess().executeCommand("true");

      assertThat(box.server.last().text()).isEqualTo("{\"command\":\"true\",\"timeout\":60}");
    }
  }

  @Test
  void splitOutputAndTheDirectoryAreAskedForByHeader() throws Exception {
    try (Box box =
        new Box(
            Answer.ok(
                "{\"exitCode\":0,\"result\":\"ab\",\"stdout\":\"a\",\"stderr\":\"b\",\"cwd\":\"/srv\"}"))) {
      ExecuteResponse response =
          box.sandbox().getProcess().execute(new ExecuteRequest("x", null, null, 1), true);

      assertThat(response).isEqualTo(new ExecuteResponse(0, "ab", "a", "b", "/srv", null));
      assertThat(box.server.last().headers().getFirst("X-Daytona-Split-Output")).isEqualTo("true");
    }
  }

  @Test
  void codeRunsInTheLanguageOfTheSandbox() throws Exception {
    try (Box box = new Box(Answer.ok("{\"exitCode\":0,\"result\":\"\"}"))) {
      box.sandbox().getProcess().codeRun("1");
      assertThat(box.server.last().text()).contains("\"language\":\"python\"");

      box.sandbox()
          .getProcess()
          .codeRun(
              new CodeRunRequest("1", CodeLanguage.JAVASCRIPT, null, null, null, "/tmp"), false);
      assertThat(box.server.last().text())
          .isEqualTo("{\"code\":\"1\",\"language\":\"javascript\",\"cwd\":\"/tmp\"}");
    }
  }

  @Test
  void aProgramThatIsKilledIsATimeoutWithItsOutput() throws Exception {
    String body =
        "{\"message\":\"request"
            + " timeout\",\"code\":\"PROCESS_EXECUTION_TIMEOUT\",\"source\":\"DAYTONA_DAEMON\",\"result\":\"so"
            + " far\"}";
    try (Box box = new Box(Answer.of(408, body))) {
      Process process = box.sandbox().getProcess();

      assertThatThrownBy(() -> process.executeCommand("sleep 9", null, null, Duration.ofSeconds(1)))
          .isInstanceOfSatisfying(
              DaytonaProcessTimeoutException.class,
              e -> assertThat(e.result()).isEqualTo("so far"));
    }
  }

  /** A server with one sandbox, whose toolbox has one answer. */
  private static final class Box implements AutoCloseable {
    private final AtomicReference<TestServer> self = new AtomicReference<>();
    final TestServer server;

    Box(Answer toolbox) throws Exception {
      server =
          new TestServer(request ->
              request.uri().startsWith("/api")
                  ? Answer.ok(self.get().sandbox("started"))
                  : toolbox);
      self.set(server);
    }

    Sandbox sandbox() {
      return server.client().get("1");
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
