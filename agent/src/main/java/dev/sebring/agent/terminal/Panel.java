package dev.sebring.agent.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * A box with a title, of heavy lines and one row and column of padding, as wide as it is told.
 *
 * @param body lines no longer than {@link #room}
 */
record Panel(String title, AttributedStyle border, List<AttributedString> body) {
  private static final int FRAME = 4;

  Panel {
    body = List.copyOf(body);
  }

  /** How many columns there are for the body of a box of this width. */
  static int room(int width) {
    return Math.max(1, width - FRAME);
  }

  List<AttributedString> lines(int width) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(top(width));
    lines.add(inside(AttributedString.EMPTY, width));
    body.forEach(line -> lines.add(inside(line, width)));
    lines.add(inside(AttributedString.EMPTY, width));
    lines.add(Lines.styled("┗" + "━".repeat(Math.max(0, width - 2)) + "┛", border));
    return lines;
  }

  private AttributedString top(int width) {
    int room = width - FRAME - 1;
    String shown = room < 1 ? "" : " " + cut(room) + " ";
    String line = "━".repeat(Math.max(0, width - 3 - new AttributedString(shown).columnLength()));
    return Lines.styled("┏━" + shown + line + "┓", border);
  }

  private String cut(int room) {
    AttributedString text = new AttributedString(title);
    return text.columnLength() <= room ? title : Lines.cut(text, room - 1).get(0) + "…";
  }

  private AttributedString inside(AttributedString line, int width) {
    return Lines.joined(
        Lines.styled("┃", border),
        new AttributedString(" "),
        Lines.padded(line, room(width)),
        new AttributedString(" "),
        Lines.styled("┃", border));
  }
}
