package dev.sebring.testkit.model;

import java.util.Objects;

/**
 * The result of a call, as the program under test sent it back.
 *
 * @param call the call that the model had made
 * @param text what the tool answered
 */
public record ToolResult(ToolCall call, String text) {
  public ToolResult {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(text, "text");
  }
}
