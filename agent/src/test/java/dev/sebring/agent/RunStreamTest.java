package dev.sebring.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.agent.model.ModelRequestException;
import dev.sebring.agent.run.RunEvent;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RunStreamTest {

  @Test
  void eventsComeInOrderAndTextInPieces() {
    Script script =
        Script.answers(
            Answer.calls(
                ToolCall.of("meet", Map.of("who", "a")), ToolCall.of("meet", Map.of("who", "b"))),
            Answer.text("an answer of several pieces"));
    try (ScriptedAgent scripted = new ScriptedAgent(script);
        RunStream stream = scripted.agent.runStream("go")) {
      List<String> kinds = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      while (stream.hasNext()) {
        RunEvent event = stream.next();
        if (event instanceof RunEvent.ContentDelta delta) {
          text.append(delta.text());
        }
        kinds.add(event.getClass().getSimpleName());
      }
      assertThat(kinds)
          .containsExactly(
              "Started",
              "ToolCallStarted",
              "ToolCallStarted",
              "ToolCallCompleted",
              "ToolCallCompleted",
              "ContentDelta",
              "ContentDelta",
              "ContentDelta",
              "Completed");
      assertThat(text).hasToString("an answer of several pieces");
      assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void theResponseIsThereAtTheEnd() {
    try (ScriptedAgent scripted = new ScriptedAgent(Script.answers(Answer.text("hello")));
        RunStream stream = scripted.agent.runStream("go")) {
      assertThat(stream.response().content()).isEqualTo("hello");
    }
  }

  @Test
  void theFailureOfTheRunIsThrownByNext() {
    try (ScriptedAgent scripted = new ScriptedAgent(Script.answers(Answer.error(400, "no")));
        RunStream stream = scripted.agent.runStream("go")) {
      assertThat(stream.next()).isInstanceOf(RunEvent.Started.class);
      assertThat(stream.hasNext()).isTrue();
      assertThatThrownBy(stream::next).isInstanceOf(ModelRequestException.class);
    }
  }

  @Test
  void closingTheStreamInterruptsTheToolThatRuns() throws Exception {
    try (ScriptedAgent scripted =
        new ScriptedAgent(Script.answers(Answer.calls(ToolCall.of("hang", Map.of()))))) {
      RunStream stream = scripted.agent.runStream("go");
      assertThat(scripted.tools.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      stream.close();
      assertThatThrownBy(stream::response).isInstanceOf(CancellationException.class);
      assertThat(scripted.tools.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aSessionThatWasCancelledGoesOnFromItsLastCompleteTurn() throws Exception {
    Script script =
        Script.answers(
            Answer.calls(ToolCall.of("add", Map.of("a", 1, "b", 1))),
            Answer.calls(ToolCall.of("hang", Map.of())),
            Answer.text("again"));
    try (ScriptedAgent scripted = new ScriptedAgent(script)) {
      RunStream stream = scripted.agent.runStream("go");
      assertThat(scripted.tools.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      stream.close();
      assertThat(scripted.agent.run("go on").content()).isEqualTo("again");
      assertThat(scripted.server.requests().get(2).messages())
          .extracting(message -> message.role())
          .containsExactly("user", "assistant", "tool", "user");
    }
  }

  @Test
  void closingTheAgentEndsItsRuns() throws Exception {
    ScriptedAgent scripted =
        new ScriptedAgent(Script.answers(Answer.calls(ToolCall.of("hang", Map.of()))));
    try (RunStream stream = scripted.agent.runStream("go")) {
      assertThat(scripted.tools.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      scripted.close();
      assertThatThrownBy(stream::response).isInstanceOf(CancellationException.class);
      assertThatThrownBy(() -> scripted.agent.run("more"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }
}
