package dev.sebring.agent.terminal;

import dev.sebring.agent.run.RunEvent;
import java.io.PrintStream;

/**
 * Plain text: the question at once, calls of tools as they start, the answer at the end. What is
 * written cannot be taken back, so text in pieces, which may turn out to be void, has to wait.
 */
final class PlainDisplay implements Display {
  private final RunView view;
  private final PrintStream out;
  private boolean begun;

  PlainDisplay(RunView view, PrintStream out) {
    this.view = view;
    this.out = out;
  }

  @Override
  public void accept(RunEvent event) {
    begin();
    int callsBefore = view.calls().size();
    view.accept(event);
    if (view.calls().size() > callsBefore) {
      out.println("Tool call: " + view.calls().get(callsBefore).text());
      out.println();
    } else if (event instanceof RunEvent.ToolCallCompleted completed
        && completed.run().failed()
        && !view.calls().isEmpty()) {
      out.println("Tool call failed: " + completed.run().name());
      out.println();
    } else if (event instanceof RunEvent.TurnRetried) {
      out.println(view.notice());
      out.println();
    }
    out.flush();
  }

  @Override
  public void close() {
    begin();
    if (view.finished()) {
      out.println("Response (" + view.time() + "):");
    } else if (!view.text().isEmpty()) {
      out.println("Response, incomplete (" + view.time() + "):");
    }
    if (!view.text().isEmpty()) {
      out.println(view.text());
    }
    out.flush();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      if (!view.modelLine().isEmpty()) {
        out.println(view.modelLine());
        out.println();
      }
      out.println("Message:");
      out.println(view.message());
      out.println();
    }
  }
}
