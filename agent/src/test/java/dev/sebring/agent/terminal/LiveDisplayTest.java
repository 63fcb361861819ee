package dev.sebring.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.agent.run.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {

  @Test
  void theQuestionStandsAtOnceAndTheAnswerWhenItIsClosed() {
    VirtualTerminal screen = new VirtualTerminal(24, 30);
    RunView view = new RunView("hi", "", true, true);
    LiveDisplay display = new LiveDisplay(screen, view);
    synchronized (view) {
      assertThat(screen.text()).contains("┃ hi                   ┃").contains("Thinking...");
    }
    display.accept(new RunEvent.ContentDelta("`hello`"));
    display.close();
    assertThat(screen.text())
        .containsOnlyOnce("┃ hi                   ┃")
        .containsOnlyOnce("┃ hello                ┃")
        .doesNotContain("Thinking");
    display.close();
    assertThat(screen.text()).containsOnlyOnce("hello");
  }

  @Test
  void nothingIsDrawnOverTheQuestionWhetherACallMayGoAhead() {
    VirtualTerminal screen = new VirtualTerminal(24, 40);
    LiveDisplay display = new LiveDisplay(screen, new RunView("hi", "", true, true));
    display.accept(new RunEvent.ToolCallStarted("c", "run_code", "{}"));
    display.accept(new RunEvent.ConfirmationAsked("c"));
    screen.write("Go ahead?\r\n");
    display.accept(new RunEvent.ConfirmationAnswered("c", false));
    display.accept(new RunEvent.ContentDelta("done"));
    display.close();
    assertThat(screen.text()).containsOnlyOnce("Go ahead?").contains("┃ done ");
    assertThat(screen.text().indexOf("run_code")).isLessThan(screen.text().indexOf("Go ahead?"));
  }

  @Test
  void aTerminalThatCanDoNothingGetsPlainText() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true);
    for (Map<String, String> environment :
        List.of(Map.of("TERM", "dumb"), Map.<String, String>of())) {
      try (Display display =
          Display.standard(new RunView("hi", "", true, true), out, environment)) {
        assertThat(display).isInstanceOf(PlainDisplay.class);
      }
    }
  }

  @Test
  void theSizeIsReadAndAnUnknownOneIsAUsualOne() {
    assertThat(TtySize.parse("50 132\n")).contains(new TtySize(50, 132));
    assertThat(TtySize.parse("0 0\n")).contains(new TtySize(24, 80));
    assertThat(TtySize.parse("stty: not a tty")).isEmpty();
  }
}
