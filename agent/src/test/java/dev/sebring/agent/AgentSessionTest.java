package dev.sebring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.sebring.agent.session.JdbcSessionStore;
import dev.sebring.agent.session.SessionStore;
import dev.sebring.agent.tool.ToolAnswer;
import dev.sebring.agent.tool.ToolContext;
import dev.sebring.agent.tool.ToolRequest;
import dev.sebring.agent.tool.Toolkit;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.ReceivedMessage;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ScriptedModelServer;
import dev.sebring.testkit.model.ToolCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AgentSessionTest {
  private static final Script ECHO =
      request ->
          Answer.text(
              "heard "
                  + request.messages().stream()
                      .filter(message -> message.role().equals("user"))
                      .map(ReceivedMessage::text)
                      .toList());

  @Test
  void runsOfASessionAreOneConversationAndSessionsDoNotMix() {
    try (ScriptedAgent scripted = new ScriptedAgent(ECHO)) {
      scripted.agent.run("one");
      assertThat(scripted.agent.run("two").content()).isEqualTo("heard [one, two]");
      assertThat(scripted.agent.session("other").run("three").content()).isEqualTo("heard [three]");
    }
  }

  @Test
  void ofALongConversationTheLatestWholeRunsAreSentAndAllIsKept() {
    SessionStore store = SessionStore.inMemory();
    Script script =
        request ->
            request.toolResults().isEmpty()
                ? Answer.calls(ToolCall.of("add", Map.of("a", 1, "b", 1)))
                : Answer.text("x".repeat(1_000));
    try (ScriptedAgent scripted =
        new ScriptedAgent(
            script, builder -> builder.historyChars(1_500).sessionStore(store).sessionId("long"))) {
      for (String message : new String[] {"one", "two", "three"}) {
        scripted.agent.run(message);
      }
      assertThat(scripted.server.requests().get(5).messages())
          .extracting(message -> message.role())
          .containsExactly("user", "assistant", "tool", "assistant", "user", "assistant", "tool");
      assertThat(store.load("long").orElseThrow().messages()).hasSize(12);
    }
  }

  @Test
  void aMessageLongerThanTheHistoryIsSentAllTheSame() {
    try (ScriptedAgent scripted = new ScriptedAgent(ECHO, builder -> builder.historyChars(0))) {
      scripted.agent.run("one");
      assertThat(scripted.agent.run("two").content()).isEqualTo("heard [two]");
    }
  }

  @Test
  void anotherAgentWithTheSameStoreAndSessionGoesOn(@TempDir Path dir) {
    Path file = dir.resolve("sessions.db");
    try (ScriptedAgent first = new ScriptedAgent(ECHO, builder -> in(builder, file))) {
      first.agent.run("one");
    }
    try (ScriptedAgent second = new ScriptedAgent(ECHO, builder -> in(builder, file))) {
      assertThat(second.agent.run("two").content()).isEqualTo("heard [one, two]");
    }
  }

  @Test
  void theStateOfToolsIsKeptWithTheSession(@TempDir Path dir) {
    Path file = dir.resolve("sessions.db");
    Script script =
        request ->
            request.toolResults().isEmpty()
                ? Answer.calls(ToolCall.of("remember", Map.of()))
                : Answer.text(request.toolResults().get(0).text());
    for (String expected : new String[] {"0 before", "1 before"}) {
      try (ScriptedModelServer server = ScriptedModelServer.start(script);
          Agent agent =
              in(Agent.builder(), file)
                  .model(ScriptedAgent.model(server))
                  .tools(new Counter())
                  .build()) {
        assertThat(agent.run("go").content()).isEqualTo(expected);
      }
    }
  }

  @Test
  void anAgentWithoutASessionIdUsesThatOfItsTools() {
    try (ScriptedAgent scripted =
        new ScriptedAgent(ECHO, builder -> builder.tools(new Counter()))) {
      assertThat(scripted.agent.sessionId()).isEqualTo("counter-session");
      assertThat(scripted.agent.run("hi").sessionId()).isEqualTo("counter-session");
    }
  }

  private static AgentBuilder in(AgentBuilder builder, Path file) {
    SessionStore store = JdbcSessionStore.sqlite(file);
    return builder.sessionStore(store).sessionId("s-1");
  }

  /** Counts its calls in the session's state. */
  private static final class Counter implements Toolkit {
    @Override
    public List<ToolSpecification> specifications() {
      return List.of(ToolSpecification.builder().name("remember").build());
    }

    @Override
    public ToolAnswer call(ToolContext context, ToolRequest request) {
      String before = Objects.requireNonNullElse(context.state().get("counter.calls"), "0");
      context.state().put("counter.calls", Integer.toString(Integer.parseInt(before) + 1));
      return ToolAnswer.of(before + " before");
    }

    @Override
    public Optional<String> sessionId() {
      return Optional.of("counter-session");
    }
  }
}
