package dev.sebring.testkit.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A request that {@link CodingAgentScript} understands.
 *
 * @param request finds out whether a message of the user asks for this
 * @param summary names the task in a sentence's middle, for the list of what the script can do
 * @param steps what is done one after the other
 * @param explanation what the program does, added when every step succeeded
 */
record CodingTask(Pattern request, String summary, List<Step> steps, String explanation) {
  CodingTask {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(summary, "summary");
    steps = List.copyOf(steps);
    Objects.requireNonNull(explanation, "explanation");
  }

  boolean isAskedForBy(String message) {
    return request.matcher(message).find();
  }

  /**
   * One call of a tool.
   *
   * @param arguments of the call, by name, in order; {@code shownArgument}'s value is shown to the
   *     user
   * @param fence the language of the block in which it is shown
   */
  record Step(String tool, Map<String, String> arguments, String shownArgument, String fence) {
    Step {
      Objects.requireNonNull(tool, "tool");
      arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
      Objects.requireNonNull(arguments.get(shownArgument), "shownArgument");
      Objects.requireNonNull(fence, "fence");
    }

    String shown() {
      return Objects.requireNonNull(arguments.get(shownArgument), shownArgument);
    }
  }
}
