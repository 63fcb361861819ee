package dev.sebring.agent.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A {@link RunView} as panels, in the order, colours and box of the original. */
final class Panels {
  /** Narrower screens are drawn for as if they were this wide. */
  static final int NARROWEST = 20;

  private static final AttributedStyle CYAN = color(AttributedStyle.CYAN);
  private static final AttributedStyle GREEN = color(AttributedStyle.GREEN);
  private static final AttributedStyle YELLOW = color(AttributedStyle.YELLOW);
  private static final AttributedStyle BLUE = color(AttributedStyle.BLUE);
  private static final AttributedStyle RED = color(AttributedStyle.RED);
  private static final String SPINNER = "▰▰▰▰▰▰▰▱▱▱▱▱▱▱";
  private static final int SPINNER_WIDTH = 7;

  private Panels() {}

  /**
   * @param tick grows while the run goes on, and moves the spinner
   */
  static List<AttributedString> lines(RunView view, int screenWidth, boolean live, int tick) {
    int width = Math.max(NARROWEST, screenWidth);
    int room = Panel.room(width);
    List<AttributedString> lines = new ArrayList<>();
    if (!view.modelLine().isEmpty()) {
      lines.addAll(Lines.wrapped(Lines.styled(view.modelLine(), Markdown.FAINT), width));
    }
    if (!view.message().isBlank()) {
      AttributedString message = Lines.styled(SafeText.of(view.message().strip()), GREEN);
      lines.addAll(new Panel("Message", CYAN, Lines.wrapped(message, room)).lines(width));
    }
    if (!view.calls().isEmpty()) {
      lines.addAll(new Panel("Tool Calls", YELLOW, calls(view.calls(), room)).lines(width));
    }
    if (!view.text().isEmpty()) {
      String title = "Response (" + view.time() + ")";
      lines.addAll(new Panel(title, BLUE, answer(view, room)).lines(width));
    }
    if (!view.notice().isEmpty()) {
      lines.addAll(Lines.wrapped(Lines.styled(SafeText.of(view.notice()), RED), width));
    }
    if (live) {
      lines.add(Lines.styled(spinner(tick) + " " + activity(view), Markdown.FAINT));
    }
    return lines;
  }

  private static List<AttributedString> calls(List<ShownCall> calls, int room) {
    List<AttributedString> lines = new ArrayList<>();
    for (ShownCall call : calls) {
      AttributedStringBuilder text = new AttributedStringBuilder().append(call.text());
      if (call.state() == ShownCall.State.FAILED) {
        text.append(" (failed)", RED);
      }
      AttributedString mark = new AttributedString("• ");
      AttributedString indent = new AttributedString("  ");
      List<AttributedString> own = new ArrayList<>();
      for (AttributedString line : Lines.cut(text.toAttributedString(), room - 2)) {
        own.add(Lines.joined(own.isEmpty() ? mark : indent, line));
      }
      lines.addAll(own);
    }
    return lines;
  }

  private static List<AttributedString> answer(RunView view, int room) {
    return view.markdown()
        ? Markdown.lines(view.text(), room)
        : Lines.wrapped(new AttributedString(SafeText.of(view.text())), room);
  }

  private static String activity(RunView view) {
    boolean running =
        view.calls().stream().anyMatch(call -> call.state() == ShownCall.State.RUNNING);
    return running ? "Running tools..." : "Thinking...";
  }

  private static String spinner(int tick) {
    int start = Math.floorMod(-tick, SPINNER.length());
    return (SPINNER + SPINNER).substring(start, start + SPINNER_WIDTH);
  }

  private static AttributedStyle color(int color) {
    return AttributedStyle.DEFAULT.foreground(color);
  }
}
