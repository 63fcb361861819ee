package dev.sebring.tools;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a function did.
 *
 * @param isError whether the function itself failed; a program that ended with an exit code other
 *     than 0 is no such failure
 * @param text for the model; of an error {@code {"status":"error","message":...}}, whose message
 *     says what to do next
 * @param duration from the call to this result
 * @param truncated whether the text leaves something out; it then says how much
 * @param run of a program; {@code null} for a function that runs none, and where none was started
 */
public record ToolResult(
    boolean isError, String text, Duration duration, boolean truncated, @Nullable RunDetails run) {
  public ToolResult {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(duration, "duration");
  }
}
