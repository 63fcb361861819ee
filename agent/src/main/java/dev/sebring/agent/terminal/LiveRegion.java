package dev.sebring.agent.terminal;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Lines at the bottom of a screen that are drawn over and over in one place. The cursor rests at
 * the start of the line below. Not thread-safe.
 */
final class LiveRegion {
  private static final String BEGIN = "\033[?2026h\033[?7l";
  private static final String END = "\033[?7h\033[?2026l";

  /** Before a line is written: after one that fills the row, it would erase the last character. */
  private static final String ERASE_LINE = "\033[2K";

  private static final String TO_END_OF_SCREEN = "\033[J";

  private final Screen screen;
  private List<AttributedString> drawn = List.of();

  LiveRegion(Screen screen) {
    this.screen = screen;
  }

  /**
   * Draws lines in place of the last ones. Of more lines than the screen has room for, the last
   * ones are shown: what has left the screen at the top cannot be drawn over.
   *
   * @param width of the screen
   */
  void draw(List<AttributedString> lines, int width) {
    int room = Math.max(1, screen.height() - 1);
    List<AttributedString> shown =
        lines.size() <= room ? lines : lines.subList(lines.size() - room, lines.size());
    screen.write(BEGIN + up(width) + text(shown) + TO_END_OF_SCREEN + END);
    drawn = List.copyOf(shown);
  }

  /** Draws all lines in place of the last ones; they stay, and scroll as any output does. */
  void finish(List<AttributedString> lines, int width) {
    screen.write(up(width) + text(lines) + TO_END_OF_SCREEN);
    drawn = List.of();
  }

  private String text(List<AttributedString> lines) {
    StringBuilder text = new StringBuilder();
    for (AttributedString line : lines) {
      text.append(ERASE_LINE).append(screen.ansi(line)).append("\r\n");
    }
    return text.toString();
  }

  /** Back to the first line drawn. A screen made narrower in between has wrapped the lines. */
  private String up(int width) {
    int rows = 0;
    for (AttributedString line : drawn) {
      rows += Math.max(1, (line.columnLength() + width - 1) / Math.max(1, width));
    }
    rows = Math.min(rows, screen.height() - 1);
    return rows <= 0 ? "\r" : "\r\033[" + rows + "A";
  }
}
