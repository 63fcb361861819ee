package dev.sebring.agent.run;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a run leaves.
 *
 * @param runId identifies this run
 * @param sessionId the session it belongs to: with it, another process can go on with this
 *     conversation, sandbox and working directory
 * @param model the model that was asked, as {@code provider/name} where known
 * @param content the model's answer, without what it said between calls of tools
 * @param toolRuns every call of a tool, in the order in which the model asked for them
 * @param tokens what the run used
 * @param duration from the request to the answer
 */
public record RunResponse(
    String runId,
    String sessionId,
    String model,
    RunStatus status,
    String content,
    List<ToolRun> toolRuns,
    TokenCount tokens,
    Duration duration) {
  public RunResponse {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(content, "content");
    toolRuns = List.copyOf(toolRuns);
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(duration, "duration");
  }
}
