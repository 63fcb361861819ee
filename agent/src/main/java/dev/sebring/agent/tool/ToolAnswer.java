package dev.sebring.agent.tool;

import java.util.Objects;

/**
 * What the model is told about a call.
 *
 * @param failed whether it is told as a failure
 */
public record ToolAnswer(String text, boolean failed) {
  public ToolAnswer {
    Objects.requireNonNull(text, "text");
  }

  /** The result of a tool that did its work. */
  public static ToolAnswer of(String text) {
    return new ToolAnswer(text, false);
  }

  /** A failure; the text says what went wrong and what to do next. */
  public static ToolAnswer failure(String text) {
    return new ToolAnswer(text, true);
  }
}
