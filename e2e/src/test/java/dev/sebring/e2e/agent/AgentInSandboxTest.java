package dev.sebring.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.agent.Agent;
import dev.sebring.agent.AgentBuilder;
import dev.sebring.agent.model.ModelChoice;
import dev.sebring.agent.run.RunResponse;
import dev.sebring.agent.session.JdbcSessionStore;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import dev.sebring.testkit.backend.LocalBackend;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.CodingAgentScript;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ScriptedModelServer;
import dev.sebring.testkit.model.ToolCall;
import dev.sebring.testkit.model.ToolResult;
import dev.sebring.tools.DaytonaTools;
import dev.sebring.tools.DaytonaToolsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AgentInSandboxTest {
  private Path directory;
  private SebringServer server;

  /** A socket's path is short, so the directory is not JUnit's. */
  @BeforeEach
  void start() throws IOException {
    directory = Files.createTempDirectory("sba");
    server =
        SebringServer.start(
            ServerConfig.of(directory, (state, id) -> new LocalBackend(directory.resolve("b"))));
  }

  @AfterEach
  void stop() throws IOException {
    try (LocalBackend backend = new LocalBackend(directory.resolve("b"))) {
      server.close();
      backend.list().forEach(sandbox -> backend.delete(sandbox.id()));
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  @Test
  void theDemonstrationsAnswerQuotesWhatTheSandboxPrinted() {
    try (ScriptedModelServer model = ScriptedModelServer.start(new CodingAgentScript());
        Agent agent = agent(model).tools(tools().persistent(false).build()).build()) {
      RunResponse response =
          agent.run("Write JavaScript code to generate 10 random numbers, and print each number");
      String printed = response.toolRuns().get(0).result();
      assertThat(printed.lines().map(Integer::parseInt).toList())
          .hasSize(10)
          .isSorted()
          .allMatch(number -> number >= 1 && number <= 100);
      assertThat(response.content()).contains("```\n" + printed.stripTrailing() + "\n```");
    }
  }

  @Test
  void aFileIsCreatedListedReadAndDeleted() {
    try (ScriptedModelServer model = ScriptedModelServer.start(new CodingAgentScript());
        Agent agent = agent(model).tools(tools().persistent(false).build()).build()) {
      RunResponse response = agent.run("Create a file, read it and delete it");
      assertThat(response.toolRuns()).extracting(run -> run.failed()).containsOnly(false);
      assertThat(response.toolRuns().get(1).result()).contains("hello.txt");
      assertThat(response.toolRuns().get(2).result()).contains("It's kept byte for byte.");
      assertThat(response.content()).contains("it is gone again").doesNotContain("failed");
    }
  }

  @Test
  void aFailureInTheSandboxIsToldAsOne() {
    Script script =
        request ->
            request.toolResults().isEmpty()
                ? Answer.calls(
                    ToolCall.of("run_code", Map.of("code", "print(1)\nraise SystemExit(3)")))
                : Answer.text(request.toolResults().get(0).text());
    try (ScriptedModelServer model = ScriptedModelServer.start(script);
        Agent agent = agent(model).tools(tools().persistent(false).build()).build()) {
      assertThat(agent.run("go").content()).contains("1", "exit code 3");
    }
  }

  @Test
  void anotherProcessWithTheSessionsIdFindsConversationSandboxAndDirectory() {
    Script first =
        steps(
            ToolCall.of("run_shell_command", Map.of("command", "mkdir -p deep/er && cd deep/er")),
            ToolCall.of("run_shell_command", Map.of("command", "echo still here > kept.txt")));
    Script second =
        steps(
            ToolCall.of("run_shell_command", Map.of("command", "cat kept.txt")),
            ToolCall.of("run_shell_command", Map.of("command", "pwd")));
    runInSession(first);
    List<String> results = runInSession(second);
    assertThat(results.get(0)).contains("still here");
    assertThat(results.get(1)).contains("/deep/er");
  }

  /** One agent from its building to its end: what another process would be. */
  private List<String> runInSession(Script script) {
    try (ScriptedModelServer model = ScriptedModelServer.start(script);
        Agent agent =
            agent(model)
                .tools(tools().build())
                .sessionId("a session")
                .sessionStore(JdbcSessionStore.sqlite(directory.resolve("sessions.db")))
                .build()) {
      return agent.run("go").toolRuns().stream().map(run -> run.result()).toList();
    }
  }

  /** Makes one call after the other, then ends. */
  private static Script steps(ToolCall... calls) {
    return request -> {
      List<ToolResult> results = request.toolResults();
      return results.size() < calls.length
          ? Answer.calls(calls[results.size()])
          : Answer.text("done");
    };
  }

  private static AgentBuilder agent(ScriptedModelServer model) {
    String url = model.baseUrl().toString();
    return Agent.builder().model(new ModelChoice(Map.of("OPENAI_BASE_URL", url)).choose());
  }

  private DaytonaToolsBuilder tools() {
    return DaytonaTools.builder().apiUrl(server.url() + "/api").apiKey(server.apiKey());
  }
}
