package dev.sebring.agent.run;

import java.time.Duration;
import java.util.Objects;

/**
 * A call of a tool and what the model was told about it.
 *
 * @param id the call's id in the conversation
 * @param name the tool's name, as the model gave it; there may be no such tool
 * @param arguments JSON text, as the model gave it; it may be no JSON
 * @param result what the model was told
 * @param failed whether the tool did not run, did not end, or reported a failure
 * @param duration how long the call took; zero if the tool did not run
 */
public record ToolRun(
    String id, String name, String arguments, String result, boolean failed, Duration duration) {
  public ToolRun {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arguments, "arguments");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(duration, "duration");
  }
}
