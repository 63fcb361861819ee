package dev.sebring.agent.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * A table. Columns that do not fit are made narrower, the widest first, and their cells wrapped;
 * where there is no room even for that, each cell takes a line.
 */
final class Table {
  private static final AttributedString BETWEEN = new AttributedString(" │ ", Markdown.FAINT);
  private static final int NARROWEST = 4;

  private final List<List<AttributedString>> rows = new ArrayList<>();
  private int columns;

  /** The first row is the head. */
  Table(TableBlock table) {
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        rows.add(cells(row));
        columns = Math.max(columns, rows.get(rows.size() - 1).size());
      }
    }
  }

  private static List<AttributedString> cells(Node row) {
    List<AttributedString> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      boolean head = cell instanceof TableCell tableCell && tableCell.isHeader();
      cells.add(Inline.of(cell, head ? Markdown.PLAIN.bold() : Markdown.PLAIN));
    }
    return cells;
  }

  List<AttributedString> lines(int width) {
    int room = width - BETWEEN.columnLength() * (columns - 1);
    if (room < columns * NARROWEST) {
      return stacked(width);
    }
    int[] widths = widths(room);
    List<AttributedString> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      lines.addAll(row(rows.get(i), widths));
      if (i == 0) {
        lines.add(rule(widths));
      }
    }
    return lines;
  }

  private int[] widths(int room) {
    int[] widths = new int[columns];
    for (List<AttributedString> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).columnLength());
      }
    }
    while (Arrays.stream(widths).sum() > room) {
      int widest = 0;
      for (int i = 1; i < columns; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static AttributedString rule(int[] widths) {
    List<String> parts = new ArrayList<>();
    for (int width : widths) {
      parts.add("─".repeat(width));
    }
    return Lines.styled(String.join("─┼─", parts), Markdown.FAINT);
  }

  private static List<AttributedString> row(List<AttributedString> cells, int[] widths) {
    List<AttributedString> lines = new ArrayList<>();
    for (int line = 0; line < height(cells, widths); line++) {
      AttributedStringBuilder text = new AttributedStringBuilder();
      for (int i = 0; i < widths.length; i++) {
        if (i > 0) {
          text.append(BETWEEN);
        }
        List<AttributedString> cell = wrapped(cells, i, widths[i]);
        AttributedString part = line < cell.size() ? cell.get(line) : AttributedString.EMPTY;
        text.append(i < widths.length - 1 ? Lines.padded(part, widths[i]) : part);
      }
      lines.add(text.toAttributedString());
    }
    return lines;
  }

  private static int height(List<AttributedString> cells, int[] widths) {
    int height = 1;
    for (int i = 0; i < cells.size(); i++) {
      height = Math.max(height, wrapped(cells, i, widths[i]).size());
    }
    return height;
  }

  private static List<AttributedString> wrapped(
      List<AttributedString> cells, int index, int width) {
    return index < cells.size() ? Lines.wrapped(cells.get(index), width) : List.of();
  }

  private List<AttributedString> stacked(int width) {
    List<AttributedString> lines = new ArrayList<>();
    for (List<AttributedString> row : rows) {
      row.forEach(cell -> lines.addAll(Lines.wrapped(cell, width)));
      lines.add(Lines.styled("─".repeat(width), Markdown.FAINT));
    }
    return lines;
  }
}
