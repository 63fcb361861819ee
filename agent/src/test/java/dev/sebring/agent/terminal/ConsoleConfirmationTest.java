package dev.sebring.agent.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.agent.tool.ToolRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleConfirmationTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void theWholeProgramIsShownBeforeAnybodyIsAsked() {
    confirmation("y\n")
        .refusal(
            new ToolRequest(
                "c", "run_code", "{\"code\":\"a = 1\\nprint(a)\\n\",\"timeout_seconds\":5}"));
    assertThat(shown.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            The agent wants to call run_code with
              code:
                a = 1
                print(a)
              timeout_seconds:
                5
            Go ahead? [y/N] \
            """);
  }

  @Test
  void onlyYesGoesAheadAndTheNextAnswerIsTheNextLine() {
    ConsoleConfirmation confirmation = confirmation("yes\n\nuse node instead\n");
    ToolRequest request = new ToolRequest("c", "run_code", "{}");
    assertThat(confirmation.refusal(request)).isEmpty();
    assertThat(confirmation.refusal(request)).contains("the user said no");
    assertThat(confirmation.refusal(request)).contains("the user said: use node instead");
    assertThat(confirmation.refusal(request)).contains("nobody is there to confirm it");
  }

  @Test
  void aProgramCannotHideItselfWithEscapes() {
    confirmation("n\n").refusal(new ToolRequest("c", "run_code", "{\"code\":\"rm\\u001b[2K ok\"}"));
    assertThat(shown.toString(UTF_8)).contains("rm\ufffd[2K ok").doesNotContain("\033");
  }

  private ConsoleConfirmation confirmation(String answers) {
    return new ConsoleConfirmation(
        new ByteArrayInputStream(answers.getBytes(UTF_8)), new PrintStream(shown, true, UTF_8));
  }
}
