package dev.sebring.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /process/execute} (Daytona API v0, contract 3.1).
 *
 * <pre>{@code
 * {"command":"ls -l","cwd":"/tmp","envs":{"LANG":"C"},"timeout":30}
 * }</pre>
 *
 * @param command what the shell runs; several lines are fine
 * @param cwd the directory it starts in; the sandbox's working directory if absent
 * @param envs added to the environment
 * @param timeout whole seconds; none if absent or 0
 */
public record ExecuteRequest(
    String command,
    @Nullable String cwd,
    @Nullable Map<String, String> envs,
    @Nullable Integer timeout) {

  public ExecuteRequest {
    Required.key(command, "command");
    envs = envs == null ? null : Map.copyOf(envs);
  }
}
