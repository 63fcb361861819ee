package dev.sebring.agent.terminal;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Markdown as lines of a terminal. A text that still grows renders as well as it can: an open code
 * block is one to its end. This class is thread-safe.
 */
final class Markdown {
  static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  static final AttributedStyle FAINT = PLAIN.foreground(AttributedStyle.BRIGHT);
  static final AttributedStyle CODE = PLAIN.foreground(AttributedStyle.CYAN);

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final AttributedString BAR = new AttributedString("▎ ", FAINT);

  private Markdown() {}

  /** The lines of a source, none longer than a width; no empty lines at either end. */
  static List<AttributedString> lines(String source, int width) {
    List<AttributedString> lines = new ArrayList<>();
    // Deep nesting may leave blocks less room than they take.
    for (AttributedString line : blocks(PARSER.parse(SafeText.of(source)), width)) {
      lines.addAll(Lines.cut(line, width));
    }
    return lines;
  }

  /** The blocks below a node, with an empty line between them. */
  private static List<AttributedString> blocks(Node parent, int room) {
    int width = Math.max(1, room);
    List<AttributedString> lines = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (!lines.isEmpty() && !isInTightList(node)) {
        lines.add(AttributedString.EMPTY);
      }
      lines.addAll(block(node, width));
    }
    return lines;
  }

  private static boolean isInTightList(Node node) {
    Node parent = node.getParent();
    Node list = parent == null ? null : parent.getParent();
    return list instanceof ListBlock block && block.isTight();
  }

  private static List<AttributedString> block(Node node, int width) {
    if (node instanceof Heading heading) {
      AttributedStyle style = heading.getLevel() == 1 ? PLAIN.bold().underline() : PLAIN.bold();
      return Lines.wrapped(Inline.of(node, style), width);
    } else if (node instanceof FencedCodeBlock code) {
      return code(code.getLiteral(), width);
    } else if (node instanceof IndentedCodeBlock code) {
      return code(code.getLiteral(), width);
    } else if (node instanceof HtmlBlock html) {
      return Lines.cut(new AttributedString(html.getLiteral()), width);
    } else if (node instanceof ThematicBreak) {
      return List.of(Lines.styled("─".repeat(width), FAINT));
    } else if (node instanceof BlockQuote) {
      return prefixed(BAR, BAR, blocks(node, width - 2));
    } else if (node instanceof ListBlock list) {
      return list(list, width);
    } else if (node instanceof TableBlock table) {
      return new Table(table).lines(width);
    }
    return Lines.wrapped(Inline.of(node, PLAIN), width);
  }

  private static List<AttributedString> code(String literal, int width) {
    String program = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
    return prefixed(BAR, BAR, Lines.cut(new AttributedString(program, CODE), width - 2));
  }

  private static List<AttributedString> list(ListBlock list, int width) {
    List<AttributedString> lines = new ArrayList<>();
    int number = 1;
    if (list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null) {
      number = ordered.getMarkerStartNumber();
    }
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (!lines.isEmpty() && !list.isTight()) {
        lines.add(AttributedString.EMPTY);
      }
      String mark = list instanceof BulletList ? "• " : number++ + ". ";
      String indent = " ".repeat(mark.length());
      lines.addAll(
          prefixed(
              Lines.styled(mark, PLAIN.bold()),
              new AttributedString(indent),
              blocks(item, width - mark.length())));
    }
    return lines;
  }

  /** An empty block still shows its prefix, as an empty item of a list does. */
  private static List<AttributedString> prefixed(
      AttributedString first, AttributedString others, List<AttributedString> lines) {
    List<AttributedString> prefixed = new ArrayList<>();
    for (AttributedString line : lines.isEmpty() ? List.of(AttributedString.EMPTY) : lines) {
      prefixed.add(Lines.joined(prefixed.isEmpty() ? first : others, line));
    }
    return prefixed;
  }
}
