package dev.sebring.agent.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * As much of a terminal as the display uses: a cursor that waits at the right margin before it
 * wraps, scrolling into a history, erasing, wide characters. Anything else is an error.
 */
final class VirtualTerminal implements Screen {
  private static final Pattern CONTROL = Pattern.compile("\\[(\\??)([0-9]*)([A-Za-z])");

  private final List<String[]> rows = new ArrayList<>();
  private int width;
  private final int height;
  private int row;
  private int column;
  private boolean wrapPending;
  private boolean autowrap = true;

  VirtualTerminal(int width, int height) {
    this.width = width;
    this.height = height;
    rows.add(blank(width));
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public boolean styled() {
    return false;
  }

  /** Everything ever shown, history included, without blanks at line ends or empty lines below. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (String[] line : rows) {
      text.append(String.join("", line).stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  /** How many lines have left the screen at the top. */
  int history() {
    return Math.max(0, rows.size() - height);
  }

  /** Makes the screen narrower as most terminals do: longer lines go on in the next row. */
  void narrow(int newWidth) {
    List<String[]> old = new ArrayList<>(rows);
    int cursorLine = row;
    rows.clear();
    int newRow = 0;
    for (int i = 0; i < old.size(); i++) {
      newRow = i == cursorLine ? rows.size() : newRow;
      String[] line = old.get(i);
      int used = line.length;
      while (used > 0 && line[used - 1].equals(" ")) {
        used--;
      }
      for (int start = 0; start == 0 || start < used; start += newWidth) {
        String[] part = blank(newWidth);
        for (int c = 0; c < newWidth && start + c < line.length; c++) {
          part[c] = line[start + c];
        }
        rows.add(part);
      }
    }
    row = newRow;
    width = newWidth;
  }

  @Override
  public void write(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\033') {
        Matcher control = CONTROL.matcher(text).region(i + 1, text.length());
        if (!control.lookingAt()) {
          throw new AssertionError("unknown escape at " + text.substring(i));
        }
        control(control.group(1) + control.group(3), control.group(2));
        i = control.end();
      } else if (c == '\r') {
        column = 0;
        wrapPending = false;
        i++;
      } else if (c == '\n') {
        newLine();
        i++;
      } else {
        int length = WCWidth.charCountForGraphemeCluster(text, i);
        print(text.substring(i, i + length), WCWidth.wcwidthForGraphemeCluster(text, i));
        i += length;
      }
    }
  }

  private void control(String command, String argument) {
    switch (command) {
      case "A":
        row = Math.max(rows.size() - height, row - Integer.parseInt(argument));
        row = Math.max(0, row);
        wrapPending = false;
        break;
      case "K":
        int from = argument.equals("2") ? 0 : column;
        for (int c = from; c < width; c++) {
          rows.get(row)[c] = " ";
        }
        break;
      case "J":
        control("K", "");
        while (rows.size() > row + 1) {
          rows.remove(rows.size() - 1);
        }
        break;
      case "?h":
      case "?l":
        if (argument.equals("7")) {
          autowrap = command.equals("?h");
        }
        break;
      default:
        throw new AssertionError("unknown control " + command);
    }
  }

  private void print(String character, int columns) {
    if (columns == 0) {
      return;
    }
    if (wrapPending && autowrap) {
      newLine();
      column = 0;
    }
    wrapPending = false;
    int at = Math.min(column, width - columns);
    rows.get(row)[at] = character;
    if (columns == 2) {
      rows.get(row)[at + 1] = "";
    }
    column = at + columns;
    if (column >= width) {
      column = width - 1;
      wrapPending = true;
    }
  }

  private void newLine() {
    row++;
    if (rows.size() <= row) {
      rows.add(blank(width));
    }
  }

  private static String[] blank(int width) {
    return Collections.nCopies(width, " ").toArray(new String[0]);
  }
}
