package dev.sebring.api;

import java.time.Instant;
import java.util.Map;

/**
 * A terminal of a sandbox (Daytona API v0, contract 3.4).
 *
 * <pre>{@code
 * {"id":"main","cwd":"/home/daytona","envs":{"TERM":"xterm-256color"},"cols":80,"rows":24,
 *  "createdAt":"2026-01-02T03:04:05.678Z","active":true,"lazyStart":false}
 * }</pre>
 *
 * @param active whether its shell runs
 */
public record PtySessionInfo(
    String id,
    String cwd,
    Map<String, String> envs,
    int cols,
    int rows,
    Instant createdAt,
    boolean active,
    boolean lazyStart) {
  public PtySessionInfo {
    Required.key(id, "id");
    Required.key(cwd, "cwd");
    envs = Map.copyOf(Required.key(envs, "envs"));
    Required.key(createdAt, "createdAt");
  }
}
