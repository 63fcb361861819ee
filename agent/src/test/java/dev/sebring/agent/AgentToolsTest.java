package dev.sebring.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.agent.run.RunResponse;
import dev.sebring.agent.run.RunStatus;
import dev.sebring.agent.run.ToolRun;
import dev.sebring.agent.tool.ToolAnswer;
import dev.sebring.agent.tool.ToolRequest;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ToolCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tools do, and what the model is told about it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AgentToolsTest {

  @Test
  void aCallIsMadeAndItsResultGoesBackToTheModel() {
    Script script =
        Script.turns(
            request -> Answer.calls(ToolCall.of("add", Map.of("a", 2, "b", 3))),
            request -> Answer.text("the sum is " + request.toolResults().get(0).text()));
    try (ScriptedAgent scripted = new ScriptedAgent(script)) {
      RunResponse response = scripted.agent.run("add 2 and 3");
      assertThat(response.content()).isEqualTo("the sum is 5");
      assertThat(response.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(response.tokens().total()).isPositive();
      ToolRun run = response.toolRuns().get(0);
      assertThat(run.name()).isEqualTo("add");
      assertThat(run.result()).isEqualTo("5");
      assertThat(run.failed()).isFalse();
      assertThat(run.duration()).isPositive();
      assertThat(scripted.server.requests().get(0).offers("add")).isTrue();
    }
  }

  @Test
  void parallelCallsRunSideBySideAndAnswerInOrder() {
    try (ScriptedAgent scripted =
        run(
            ToolCall.of("meet", Map.of("who", "first")),
            ToolCall.of("meet", Map.of("who", "second")))) {
      assertThat(scripted.lastToolTexts()).containsExactly("first met", "second met");
    }
  }

  @Test
  void anExceptionOfAToolIsToldAndTheRunGoesOn() {
    try (ScriptedAgent scripted = run(ToolCall.of("fail", Map.of()))) {
      assertThat(scripted.lastToolTexts().get(0)).contains("the disk is full");
    }
  }

  @Test
  void malformedArgumentsAreToldAndTheToolIsNotCalled() {
    try (ScriptedAgent scripted =
        run(ToolCall.raw("add", "{\"a\": 2, \"b\""), ToolCall.raw("add", "[1, 2]"))) {
      assertThat(scripted.lastToolTexts().get(0))
          .contains("not a JSON object", "{\"a\": 2, \"b\"", "was not called");
      assertThat(scripted.lastToolTexts().get(1)).contains("not an object");
    }
  }

  @Test
  void missingArgumentsAreTold() {
    try (ScriptedAgent scripted = run(ToolCall.of("add", Map.of("a", 1)))) {
      assertThat(scripted.lastToolTexts().get(0)).contains("b");
    }
  }

  @Test
  void noArgumentsAtAllAreAnEmptyObject() {
    try (ScriptedAgent scripted = run(ToolCall.raw("silent", ""))) {
      assertThat(scripted.lastToolTexts())
          .containsExactly("(the tool answered with an empty text)");
    }
  }

  @Test
  void anUnknownToolIsToldWithTheNamesThatThereAre() {
    try (ScriptedAgent scripted = run(ToolCall.of("rm -rf", Map.of()))) {
      assertThat(scripted.lastToolTexts().get(0)).contains("no tool named 'rm -rf'", "add", "hang");
    }
  }

  @Test
  void aToolThatHangsIsInterruptedAndGivenUpWhileOthersAnswer() throws Exception {
    Script script =
        turns(ToolCall.of("hang", Map.of()), ToolCall.of("add", Map.of("a", 1, "b", 1)));
    try (ScriptedAgent scripted =
        new ScriptedAgent(script, builder -> builder.toolTimeout(Duration.ofMillis(300)))) {
      RunResponse response = scripted.agent.run("go");
      assertThat(response.content()).isEqualTo("done");
      assertThat(scripted.lastToolTexts().get(0)).contains("did not answer within 0.3 s");
      assertThat(scripted.lastToolTexts().get(1)).isEqualTo("2");
      assertThat(response.toolRuns().get(0).failed()).isTrue();
      assertThat(scripted.tools.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nonsenseOfAToolIsMadeSendable() {
    try (ScriptedAgent scripted = run(ToolCall.of("garble", Map.of()))) {
      assertThat(scripted.lastToolTexts()).containsExactly("a\ufffd\u0000b");
    }
  }

  @Test
  void anImageOfAToolIsNamedBesideItsText() {
    try (ScriptedAgent scripted = run(ToolCall.of("draw", Map.of()))) {
      assertThat(scripted.lastToolTexts())
          .containsExactly("drawn\n(content of type IMAGE, which is not passed on)");
    }
  }

  @Test
  void callsOverTheLimitAreAnsweredWithoutBeingExecuted() {
    ToolCall add = ToolCall.of("add", Map.of("a", 1, "b", 1));
    ToolCall again = ToolCall.of("add", Map.of("a", 2, "b", 2));
    try (ScriptedAgent scripted =
        new ScriptedAgent(turns(add, again), builder -> builder.toolCallLimit(1))) {
      RunResponse response = scripted.agent.run("go");
      assertThat(scripted.lastToolTexts().get(0)).isEqualTo("2");
      assertThat(scripted.lastToolTexts().get(1))
          .contains("limit of tool calls", "Do not try to execute it again");
      assertThat(response.status()).isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  void aModelThatNeverStopsCallingIsStoppedByTheTurnLimit() {
    Script script = request -> Answer.calls(ToolCall.of("add", Map.of("a", 1, "b", 1)));
    try (ScriptedAgent scripted = new ScriptedAgent(script, builder -> builder.turnLimit(3))) {
      RunResponse response = scripted.agent.run("go");
      assertThat(response.status()).isEqualTo(RunStatus.TURN_LIMIT);
      assertThat(response.toolRuns()).hasSize(3);
    }
  }

  @Test
  void hooksSeeAndChangeCallsFromTheOutsideIn() {
    List<String> seen = new ArrayList<>();
    try (ScriptedAgent scripted =
        new ScriptedAgent(
            turns(ToolCall.raw("add", "{\"a\":1,\"b\":1}")),
            builder ->
                builder
                    .toolHook((request, tool) -> {
                      seen.add("outer " + request.arguments());
                      return ToolAnswer.of(tool.call(request).text() + " (checked)");
                    })
                    .toolHook((request, tool) -> {
                      seen.add("inner");
                      return tool.call(
                          new ToolRequest(request.id(), request.name(), "{\"a\":20,\"b\":22}"));
                    }))) {
      scripted.agent.run("go");
      assertThat(scripted.lastToolTexts()).containsExactly("42 (checked)");
      assertThat(seen).containsExactly("outer {\"a\":1,\"b\":1}", "inner");
    }
  }

  @Test
  void aCallThatIsNotConfirmedIsNotMadeAndTheModelHearsWhy() {
    try (ScriptedAgent scripted =
        new ScriptedAgent(
            turns(ToolCall.of("add", Map.of("a", 1, "b", 1)), ToolCall.of("fail", Map.of())),
            builder ->
                builder.confirmation(request ->
                    request.name().equals("fail")
                        ? Optional.of("not on a Friday")
                        : Optional.empty()))) {
      scripted.agent.run("go");
      assertThat(scripted.lastToolTexts().get(0)).isEqualTo("2");
      assertThat(scripted.lastToolTexts().get(1)).contains("was not called", "not on a Friday");
    }
  }

  @Test
  void closingTheAgentClosesItsTools() {
    ScriptedAgent scripted = new ScriptedAgent(Script.turns());
    scripted.close();
    assertThat(scripted.tools.closed).isTrue();
  }

  private static Script turns(ToolCall... calls) {
    return Script.answers(Answer.calls(calls), Answer.text("done"));
  }

  /** Runs an agent whose model makes these calls and then says "done"; close it afterwards. */
  private static ScriptedAgent run(ToolCall... calls) {
    ScriptedAgent scripted = new ScriptedAgent(turns(calls));
    assertThat(scripted.agent.run("go").content()).isEqualTo("done");
    return scripted;
  }
}
