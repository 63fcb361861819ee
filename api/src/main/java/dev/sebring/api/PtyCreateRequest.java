package dev.sebring.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /process/pty} (Daytona API v0, contract 3.4).
 *
 * <pre>{@code
 * {"id":"main","cwd":"/tmp","envs":{"A":"1"},"cols":120,"rows":40}
 * }</pre>
 *
 * @param cwd the sandbox's working directory if absent
 * @param envs added to the environment
 * @param cols 80 if absent
 * @param rows 24 if absent
 * @param lazyStart show the first client all output from the beginning
 */
public record PtyCreateRequest(
    String id,
    @Nullable String cwd,
    @Nullable Map<String, String> envs,
    @Nullable Integer cols,
    @Nullable Integer rows,
    @Nullable Boolean lazyStart) {
  public PtyCreateRequest {
    Required.key(id, "id");
    envs = envs == null ? null : Map.copyOf(envs);
  }
}
