package dev.sebring.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.agent.model.ModelAccessException;
import dev.sebring.agent.model.ModelPatience;
import dev.sebring.agent.model.ModelRequestException;
import dev.sebring.agent.model.ModelUnavailableException;
import dev.sebring.agent.run.RunEvent;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ScriptedModelServer;
import dev.sebring.testkit.model.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happens when the model's provider does not answer as it should; with and without streaming.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AgentModelTest {
  private final List<RunEvent> events = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRateLimitIsWaitedFor(boolean streamed) {
    try (ScriptedAgent scripted =
        new ScriptedAgent(
            Script.answers(Answer.rateLimited(Duration.ofSeconds(1)), Answer.text("hello")))) {
      assertThat(run(scripted, streamed)).isEqualTo("hello");
      if (streamed) {
        RunEvent.TurnRetried retried = first(RunEvent.TurnRetried.class);
        assertThat(retried.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(retried.reason()).startsWith("HTTP 429: Rate limit reached");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConnectionThatDropsInTheMiddleIsTriedAgain(boolean streamed) {
    Answer.Reply whole = Answer.text("a text that is long enough to be cut in the middle");
    try (ScriptedAgent scripted = new ScriptedAgent(Script.answers(whole.droppedAfter(3), whole))) {
      assertThat(run(scripted, streamed)).isEqualTo(whole.text());
      assertThat(scripted.server.requests()).hasSize(2);
      if (streamed) {
        assertThat(textAfterLastRetry()).isEqualTo(whole.text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aConnectionThatDropsInACallOfAToolIsTriedAgainAndTheToolRunsOnce(boolean streamed) {
    Answer.Reply call = Answer.calls(ToolCall.of("add", Map.of("a", 100_000, "b", 200_000)));
    try (ScriptedAgent scripted =
        new ScriptedAgent(Script.answers(call.droppedAfter(3), call, Answer.text("done")))) {
      assertThat(run(scripted, streamed)).isEqualTo("done");
      assertThat(scripted.lastToolTexts()).containsExactly("300000");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aModelThatFallsSilentIsGivenUpAndAskedAgain(boolean streamed) {
    Answer.Reply whole = Answer.text("a text that is long enough to be cut in the middle");
    try (ScriptedAgent scripted =
        patient(Duration.ofMillis(300), Script.answers(whole.stalledAfter(2), whole))) {
      assertThat(run(scripted, streamed)).isEqualTo(whole.text());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProviderThatKeepsFailingIsAnErrorThatSaysHowOftenAndWhatToDo(boolean streamed) {
    Answer failure = Answer.error(503, "overloaded");
    try (ScriptedAgent scripted = new ScriptedAgent(Script.answers(failure, failure, failure))) {
      assertThatThrownBy(() -> run(scripted, streamed))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContainingAll(
              "openai/gpt-5.4", "3 attempts", "HTTP 503: overloaded", "Try again later");
    }
  }

  @Test
  void aProviderThatAsksToWaitForTooLongIsAnErrorAtOnce() {
    try (ScriptedAgent scripted =
        new ScriptedAgent(Script.answers(Answer.rateLimited(Duration.ofHours(1))))) {
      assertThatThrownBy(() -> run(scripted, false))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContainingAll("1 attempt:", "asks to wait 3600 s");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKeyThatDoesNotWorkIsAnErrorThatNamesItsVariable(boolean streamed) {
    try (ScriptedModelServer server =
            ScriptedModelServer.builder(Script.turns()).apiKey("another").start();
        Agent agent = Agent.builder().model(ScriptedAgent.model(server)).build()) {
      assertThatThrownBy(
              () -> {
                if (streamed) {
                  agent.run("go", events::add);
                } else {
                  agent.run("go");
                }
              })
          .isInstanceOf(ModelAccessException.class)
          .hasMessageContainingAll("OPENAI_API_KEY", "HTTP 401", "Incorrect API key");
    }
  }

  @Test
  void anAccountWithoutMoneyIsNotWaitedFor() {
    Answer quota =
        new Answer.Raw(
            429,
            "application/json",
            "{\"error\":{\"message\":\"You exceeded your"
                + " quota\",\"code\":\"insufficient_quota\"}}");
    try (ScriptedAgent scripted = new ScriptedAgent(Script.answers(quota))) {
      assertThatThrownBy(() -> run(scripted, false))
          .isInstanceOf(ModelAccessException.class)
          .hasMessageContainingAll("OPENAI_API_KEY", "You exceeded your quota");
    }
  }

  @Test
  void aModelThatIsNotThereIsAnErrorThatSaysHowToChooseAnother() {
    try (ScriptedAgent scripted =
        new ScriptedAgent(Script.answers(Answer.error(404, "no model gpt-5.4")))) {
      assertThatThrownBy(() -> run(scripted, true))
          .isInstanceOf(ModelRequestException.class)
          .hasMessageContainingAll("no model gpt-5.4", "SEBRING_MODEL=provider/name");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRequestThatIsRefusedIsNotRepeated(boolean streamed) {
    try (ScriptedAgent scripted =
        new ScriptedAgent(Script.answers(Answer.error(400, "context length exceeded")))) {
      assertThatThrownBy(() -> run(scripted, streamed))
          .isInstanceOf(ModelRequestException.class)
          .hasMessageContaining("HTTP 400: context length exceeded");
      assertThat(scripted.server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerThatIsNoAnswerIsAnError(boolean streamed) {
    Script script = request -> new Answer.Raw(200, "text/html", "<h1>Captive portal</h1>");
    try (ScriptedAgent scripted = new ScriptedAgent(script)) {
      assertThatThrownBy(() -> run(scripted, streamed))
          .isInstanceOfAny(ModelUnavailableException.class, ModelRequestException.class);
    }
  }

  @Test
  void aServerThatIsNotThereIsAnErrorThatNamesItsAddress() {
    ScriptedAgent scripted = new ScriptedAgent(Script.turns());
    scripted.server.close();
    try (scripted) {
      assertThatThrownBy(() -> run(scripted, false))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessageContaining("connection lost")
          .rootCause()
          .isInstanceOf(java.io.IOException.class);
    }
  }

  private static ScriptedAgent patient(Duration silence, Script script) {
    ModelPatience patience =
        new ModelPatience(silence, 2, Duration.ofMillis(1), Duration.ofSeconds(1));
    UnaryOperator<AgentBuilder> settings = builder -> builder.modelPatience(patience);
    return new ScriptedAgent(script, settings);
  }

  private String run(ScriptedAgent scripted, boolean streamed) {
    return streamed
        ? scripted.agent.run("go", events::add).content()
        : scripted.agent.run("go").content();
  }

  private String textAfterLastRetry() {
    StringBuilder text = new StringBuilder();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.TurnRetried) {
        text.setLength(0);
      } else if (event instanceof RunEvent.ContentDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  private <T extends RunEvent> T first(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
