package dev.sebring.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.agent.model.ModelRequestException;
import dev.sebring.testkit.model.Answer;
import dev.sebring.testkit.model.Script;
import dev.sebring.testkit.model.ToolCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run writes into a pipe. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AgentPrintTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void questionCallsAndAnswerAreWrittenAsPlainText() {
    Script script =
        Script.answers(
            new Answer.Reply(
                "I'll look.",
                List.of(ToolCall.raw("add", "{\"a\":1,\"b\":2}"), ToolCall.of("fail", Map.of()))),
            Answer.text("**3**, and a failure"));
    try (ScriptedAgent scripted = new ScriptedAgent(script, builder -> builder.markdown(true))) {
      assertThat(scripted.agent.printResponse("add 1 and 2", out).content())
          .isEqualTo("**3**, and a failure");
    }
    assertThat(text())
        .isEqualTo(
            """
            Model: openai/gpt-5.4 (OPENAI_API_KEY)

            Message:
            add 1 and 2

            Tool call: add(a=1, b=2)

            Tool call: fail()

            Tool call failed: fail

            Response (T):
            I'll look.

            **3**, and a failure
            """);
  }

  @Test
  void aRunThatFailsShowsWhatThereWasAndThrows() {
    Script script =
        Script.answers(
            new Answer.Reply("I'll look.", List.of(ToolCall.raw("add", "{\"a\":1,\"b\":2}"))),
            Answer.error(400, "too long"));
    try (ScriptedAgent scripted =
        new ScriptedAgent(script, builder -> builder.showToolCalls(false))) {
      assertThatThrownBy(() -> scripted.agent.printResponse("add 1 and 2", out))
          .isInstanceOf(ModelRequestException.class)
          .hasMessageContaining("too long");
    }
    assertThat(text()).endsWith("add 1 and 2\n\nResponse, incomplete (T):\nI'll look.\n");
  }

  private String text() {
    return bytes.toString(UTF_8).replaceAll("\\([0-9.]+s\\)", "(T)").replace("\r\n", "\n");
  }
}
