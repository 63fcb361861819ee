package dev.sebring.api;

import java.util.List;

/**
 * A shell that stays, and what was run in it (Daytona API v0, contract 3.3).
 *
 * <pre>{@code
 * {"sessionId":"build","commands":[{"id":"8c0e...","command":"make","exitCode":0}]}
 * }</pre>
 *
 * @param commands the oldest first
 */
public record Session(String sessionId, List<SessionCommand> commands) {
  public Session {
    Required.key(sessionId, "sessionId");
    Required.key(commands, "commands");
    commands = List.copyOf(commands);
  }
}
