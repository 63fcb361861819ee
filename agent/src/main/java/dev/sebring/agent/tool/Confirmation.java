package dev.sebring.agent.tool;

import java.util.Optional;

/**
 * Decides whether a call may go ahead, by asking a person, say. It is asked for one call at a time,
 * in the order of the calls, and may take as long as it likes.
 */
@FunctionalInterface
public interface Confirmation {

  /** Nothing to go ahead; else the reason against it, which the model is told. */
  Optional<String> refusal(ToolRequest request);
}
