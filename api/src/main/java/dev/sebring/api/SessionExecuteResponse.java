package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /process/session/{sessionId}/exec} (Daytona API v0, contract 3.3).
 *
 * <pre>{@code
 * {"cmdId":"8c0e...","exitCode":0,"output":"hello\n","stdout":"hello\n","stderr":""}
 * {"cmdId":"8c0e..."}
 * }</pre>
 *
 * @param cmdId names the command from now on
 * @param exitCode absent for one that runs on, as all that follow
 * @param output both streams, in the order of arrival
 */
public record SessionExecuteResponse(
    String cmdId,
    @Nullable Integer exitCode,
    @Nullable String output,
    @Nullable String stdout,
    @Nullable String stderr) {
  public SessionExecuteResponse {
    Required.key(cmdId, "cmdId");
  }
}
