package dev.sebring.agent.tool;

import java.util.Objects;
import java.util.concurrent.ConcurrentMap;

/**
 * Where a call happens.
 *
 * @param sessionId the session of the conversation, an opaque text
 * @param state what toolkits remember for this session, such as a working directory; kept in the
 *     agent's session store. Keys start with the toolkit's name and a dot
 */
public record ToolContext(String sessionId, ConcurrentMap<String, String> state) {
  public ToolContext {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(state, "state");
  }
}
