package dev.sebring.agent.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The running text of a block: emphasis, code, links. */
final class Inline extends AbstractVisitor {
  private final AttributedStringBuilder text = new AttributedStringBuilder();
  private final Deque<AttributedStyle> styles = new ArrayDeque<>();

  private Inline(AttributedStyle base) {
    styles.push(base);
  }

  /** Everything below a node, in a style; a hard line break is a line end. */
  static AttributedString of(Node node, AttributedStyle base) {
    Inline inline = new Inline(base);
    inline.visitChildren(node);
    return inline.text.toAttributedString();
  }

  @Override
  public void visit(Text node) {
    append(node.getLiteral());
  }

  @Override
  public void visit(Code node) {
    text.append(node.getLiteral(), Markdown.CODE);
  }

  @Override
  public void visit(Emphasis node) {
    within(node, style().italic());
  }

  @Override
  public void visit(StrongEmphasis node) {
    within(node, style().bold());
  }

  @Override
  public void visit(SoftLineBreak node) {
    append(" ");
  }

  @Override
  public void visit(HardLineBreak node) {
    append("\n");
  }

  @Override
  public void visit(HtmlInline node) {
    append(node.getLiteral());
  }

  /** Shows where it leads, which the text may hide. */
  @Override
  public void visit(Link node) {
    int start = text.length();
    within(node, style().underline());
    String shown = text.subSequence(start, text.length()).toString();
    if (!shown.equals(node.getDestination())) {
      text.append(" (" + node.getDestination() + ")", Markdown.FAINT);
    }
  }

  @Override
  public void visit(Image node) {
    append("[");
    visitChildren(node);
    append("] (" + node.getDestination() + ")");
  }

  private void within(Node node, AttributedStyle style) {
    styles.push(style);
    visitChildren(node);
    styles.pop();
  }

  private AttributedStyle style() {
    return styles.element();
  }

  private void append(String literal) {
    text.append(literal, style());
  }
}
