package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /process/session/{sessionId}/exec} (Daytona API v0, contract 3.3).
 *
 * <pre>{@code
 * {"command":"npm start","runAsync":true}
 * }</pre>
 *
 * @param command what the session's shell runs; several lines are fine
 * @param runAsync answer at once, with the command's id
 * @param async another name for {@code runAsync}
 * @param suppressInputEcho do not write to the command's log what is sent to its standard input
 */
public record SessionExecuteRequest(
    String command,
    @Nullable Boolean runAsync,
    @Nullable Boolean async,
    @Nullable Boolean suppressInputEcho) {
  public SessionExecuteRequest {
    Required.key(command, "command");
  }
}
