package dev.sebring.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one message of a client to {@code /process/interpreter/execute} (Daytona API v0, contract
 * 3.5).
 *
 * <pre>{@code
 * {"code":"x = 1\nx","contextId":"6f1c7c1e-...","envs":{"A":"1"},"timeout":30,"result":true}
 * }</pre>
 *
 * @param contextId the default context if absent
 * @param envs set in the environment for this run
 * @param timeout seconds from the run's turn on; 600 if absent, 0 for none
 * @param language our addition: of the default context to run in; Python if absent
 * @param result our addition: whether the value of the last expression is asked for
 */
public record InterpreterRequest(
    String code,
    @Nullable String contextId,
    @Nullable Map<String, String> envs,
    @Nullable Double timeout,
    @Nullable CodeLanguage language,
    @Nullable Boolean result) {
  public InterpreterRequest {
    Required.key(code, "code");
    envs = envs == null ? null : Map.copyOf(envs);
  }
}
