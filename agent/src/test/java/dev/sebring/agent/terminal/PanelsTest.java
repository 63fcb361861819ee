package dev.sebring.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.agent.run.RunEvent;
import dev.sebring.agent.run.RunResponse;
import dev.sebring.agent.run.RunStatus;
import dev.sebring.agent.run.TokenCount;
import dev.sebring.agent.run.ToolRun;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelsTest {
  private static final RunEvent.ToolCallStarted CALL =
      new RunEvent.ToolCallStarted(
          "c1", "run_code", "{\"code\":\"print(1)\\nprint('漢字')\\n\",\"language\":\"python\"}");

  @Test
  void theWholeRunAtAUsualWidth() {
    assertThat(render(finished(), 60))
        .isEqualTo(
            """
            Model: openai/gpt-5.4 (OPENAI_API_KEY)
            ┏━ Message ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
            ┃                                                          ┃
            ┃ What do 漢字 and 😀 print?                               ┃
            ┃                                                          ┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
            ┏━ Tool Calls ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
            ┃                                                          ┃
            ┃ • run_code(code=print(1)                                 ┃
            ┃   print('漢字'), language=python) (failed)               ┃
            ┃                                                          ┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
            ┏━ Response (1.2s) ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
            ┃                                                          ┃
            ┃ I'll look.                                               ┃
            ┃                                                          ┃
            ┃ It printed 1.                                            ┃
            ┃                                                          ┃
            ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛\
            """);
  }

  @Test
  void theWholeRunAtTheNarrowestWidth() {
    assertThat(render(finished(), 20))
        .isEqualTo(
            """
            Model:
            openai/gpt-5.4
            (OPENAI_API_KEY)
            ┏━ Message ━━━━━━━━┓
            ┃                  ┃
            ┃ What do 漢字 and ┃
            ┃ 😀 print?        ┃
            ┃                  ┃
            ┗━━━━━━━━━━━━━━━━━━┛
            ┏━ Tool Calls ━━━━━┓
            ┃                  ┃
            ┃ • run_code(code= ┃
            ┃   print(1)       ┃
            ┃   print('漢字'), ┃
            ┃    language=pyth ┃
            ┃   on) (failed)   ┃
            ┃                  ┃
            ┗━━━━━━━━━━━━━━━━━━┛
            ┏━ Response (1.2s) ┓
            ┃                  ┃
            ┃ I'll look.       ┃
            ┃                  ┃
            ┃ It printed 1.    ┃
            ┃                  ┃
            ┗━━━━━━━━━━━━━━━━━━┛\
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 21, 22, 23, 30, 47, 80, 133})
  void everyLineOfAPanelIsExactlyAsWideAsTheScreen(int width) {
    List<AttributedString> panels =
        Panels.lines(finished(), width, false, 0).stream()
            .filter(line -> "┏┃┗".indexOf(line.charAt(0)) >= 0)
            .toList();
    assertThat(panels).isNotEmpty().allMatch(line -> line.columnLength() == width);
  }

  @Test
  void whileItRunsASpinnerMovesAndSaysWhatIsGoingOn() {
    RunView view = new RunView("hi", "", true, true);
    assertThat(last(view, 0)).isEqualTo("▰▰▰▰▰▰▰ Thinking...");
    assertThat(last(view, 1)).isEqualTo("▱▰▰▰▰▰▰ Thinking...");
    view.accept(CALL);
    assertThat(last(view, 2)).isEqualTo("▱▱▰▰▰▰▰ Running tools...");
  }

  @Test
  void textThatTurnsOutVoidGoesAndTheReasonIsShown() {
    RunView view = new RunView("hi", "", true, true);
    view.accept(new RunEvent.ContentDelta("half an ans"));
    view.accept(new RunEvent.TurnRetried("connection lost", Duration.ofSeconds(2)));
    assertThat(render(view, 60))
        .doesNotContain("half")
        .contains("Asking again in 2.0s: connection lost");
    view.accept(new RunEvent.ContentDelta("a whole answer"));
    assertThat(render(view, 60)).contains("a whole answer").doesNotContain("Asking again");
  }

  @Test
  void callsOfToolsAreShownOnlyIfAsked() {
    RunView view = new RunView("hi", "", true, false);
    view.accept(CALL);
    assertThat(render(view, 60)).doesNotContain("run_code");
  }

  @Test
  void withoutMarkdownTheAnswerIsShownAsItIs() {
    RunView view = new RunView("hi", "", false, true);
    view.accept(new RunEvent.ContentDelta("**not bold**"));
    assertThat(render(view, 60)).contains("**not bold**");
  }

  @Test
  void panelsHaveTheColoursOfTheOriginal() {
    String ansi =
        Panels.lines(finished(), 60, false, 0).stream()
            .map(line -> line.toAnsi(256, ForceMode.None))
            .collect(Collectors.joining("\n"));
    assertThat(ansi)
        .contains(
            "\033[36m┏━ Message",
            "\033[32mWhat do",
            "\033[33m┏━ Tool Calls",
            "\033[34m┏━ Response");
  }

  private static RunView finished() {
    RunView view =
        new RunView(
            "What do 漢字 and 😀 print?", "Model: openai/gpt-5.4 (OPENAI_API_KEY)", true, true);
    view.accept(new RunEvent.ContentDelta("I'll look."));
    view.accept(CALL);
    ToolRun run = new ToolRun("c1", "run_code", "{}", "no", true, Duration.ZERO);
    view.accept(new RunEvent.ToolCallCompleted(run));
    view.accept(new RunEvent.ContentDelta("It *printed* "));
    view.accept(new RunEvent.ContentDelta("1."));
    RunResponse response =
        new RunResponse(
            "r",
            "s",
            "m",
            RunStatus.COMPLETED,
            "It printed 1.",
            List.of(run),
            TokenCount.NONE,
            Duration.ofMillis(1_234));
    view.accept(new RunEvent.Completed(response));
    return view;
  }

  private static String last(RunView view, int tick) {
    List<AttributedString> lines = Panels.lines(view, 60, true, tick);
    return lines.get(lines.size() - 1).toString();
  }

  private static String render(RunView view, int width) {
    return Panels.lines(view, width, false, 0).stream()
        .map(AttributedString::toString)
        .collect(Collectors.joining("\n"));
  }
}
