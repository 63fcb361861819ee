package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * A command of a {@link Session} (Daytona API v0, contract 3.3).
 *
 * <pre>{@code
 * {"id":"8c0e...","command":"make","exitCode":0}
 * }</pre>
 *
 * @param command its text; the end of a very long one may be left out, which an ellipsis shows
 * @param exitCode absent while it runs or waits for its turn
 */
public record SessionCommand(String id, String command, @Nullable Integer exitCode) {
  public SessionCommand {
    Required.key(id, "id");
    Required.key(command, "command");
  }
}
