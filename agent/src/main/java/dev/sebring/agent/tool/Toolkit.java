package dev.sebring.agent.tool;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.List;
import java.util.Optional;

/**
 * A set of tools. Implementations are thread-safe: parallel calls come at the same time, from
 * different threads.
 */
public interface Toolkit extends AutoCloseable {

  /** The tools, with the names by which the model calls them. Read once, when an agent is built. */
  List<ToolSpecification> specifications();

  /**
   * Calls one of the tools. May block; is interrupted when the agent no longer waits. Any exception
   * becomes a failure whose text is the exception's message.
   */
  ToolAnswer call(ToolContext context, ToolRequest request) throws Exception;

  /** Added to the agent's system message if present. */
  default Optional<String> instructions() {
    return Optional.empty();
  }

  /**
   * The session that these tools use by themselves. An agent that is given no session id uses the
   * first one that its toolkits have.
   */
  default Optional<String> sessionId() {
    return Optional.empty();
  }

  /** Releases what the tools hold. Called when the agent closes, once or more. */
  @Override
  default void close() {}
}
