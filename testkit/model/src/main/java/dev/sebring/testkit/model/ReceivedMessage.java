package dev.sebring.testkit.model;

import java.util.List;
import java.util.Objects;

/**
 * A message of the conversation as it came over the wire.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param text its text; several text parts are joined by newlines, no text is empty
 * @param toolCallId of role {@code tool}: the call that this is the result of; else empty
 * @param calls of role {@code assistant}: the calls it made
 */
public record ReceivedMessage(String role, String text, String toolCallId, List<ToolCall> calls) {
  public ReceivedMessage {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(toolCallId, "toolCallId");
    calls = List.copyOf(calls);
  }

  boolean is(String wanted) {
    return role.equals(wanted);
  }
}
