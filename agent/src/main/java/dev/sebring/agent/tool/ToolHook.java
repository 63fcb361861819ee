package dev.sebring.agent.tool;

/**
 * Runs around each call of a tool: it may look at the request or change it, answer in the tool's
 * place, and look at the answer or change it. The first hook given is the outermost. Called from
 * several threads at once.
 */
@FunctionalInterface
public interface ToolHook {

  /** Either answers itself, or returns what {@code tool.call(request)} answers. */
  ToolAnswer around(ToolRequest request, Call tool) throws Exception;

  /** The tool, or the next hook. */
  @FunctionalInterface
  interface Call {
    ToolAnswer call(ToolRequest request) throws Exception;
  }
}
