package dev.sebring.agent.terminal;

import dev.sebring.agent.run.RunEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What there is to show of a run so far; knows nothing of how it is shown. Not thread-safe: whoever
 * shows it while it grows locks it.
 */
public final class RunView {
  private final String message;
  private final String modelLine;
  private final boolean markdown;
  private final boolean showToolCalls;
  private final List<ShownCall> calls = new ArrayList<>();
  private final StringBuilder earlierText = new StringBuilder();
  private final StringBuilder turnText = new StringBuilder();
  private String notice = "";
  private boolean finished;
  private final long startedNanos = System.nanoTime();
  private Duration duration = Duration.ZERO;

  /**
   * @param message what the user asks
   * @param modelLine which model was chosen, and why; empty to show nothing
   * @param markdown whether the answer is Markdown
   */
  public RunView(String message, String modelLine, boolean markdown, boolean showToolCalls) {
    this.message = Objects.requireNonNull(message, "message");
    this.modelLine = Objects.requireNonNull(modelLine, "modelLine");
    this.markdown = markdown;
    this.showToolCalls = showToolCalls;
  }

  void accept(RunEvent event) {
    if (event instanceof RunEvent.ContentDelta delta) {
      notice = "";
      turnText.append(delta.text());
    } else if (event instanceof RunEvent.TurnRetried retried) {
      turnText.setLength(0);
      notice = "Asking again in " + seconds(retried.pause()) + ": " + retried.reason();
    } else if (event instanceof RunEvent.ToolCallStarted started) {
      endTurn();
      String text = CallText.of(started.name(), started.arguments());
      calls.add(new ShownCall(started.id(), text, ShownCall.State.RUNNING));
    } else if (event instanceof RunEvent.ToolCallCompleted completed) {
      calls.replaceAll(call ->
          call.id().equals(completed.run().id()) ? call.ended(completed.run().failed()) : call);
    } else if (event instanceof RunEvent.Completed completed) {
      duration = completed.response().duration();
      finished = true;
    }
  }

  /** What the model said before it called tools stays, as a paragraph of its own. */
  private void endTurn() {
    notice = "";
    if (!turnText.toString().isBlank()) {
      earlierText.append(turnText).append("\n\n");
    }
    turnText.setLength(0);
  }

  String message() {
    return message;
  }

  String modelLine() {
    return modelLine;
  }

  boolean markdown() {
    return markdown;
  }

  /** The calls to list. */
  List<ShownCall> calls() {
    return showToolCalls ? List.copyOf(calls) : List.of();
  }

  /** Everything that the model said. */
  String text() {
    return (earlierText.toString() + turnText).strip();
  }

  /** What is in the way, or empty. */
  String notice() {
    return notice;
  }

  /** Whether the run has come to its end; one that failed never has. */
  boolean finished() {
    return finished;
  }

  /** The run's time so far, or in all, such as {@code 1.2s}. */
  String time() {
    return seconds(finished ? duration : Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
  }
}
