package dev.sebring.api;

/**
 * The body of {@code POST /process/pty/{sessionId}/resize} (Daytona API v0, contract 3.4).
 *
 * <pre>{@code
 * {"cols":120,"rows":40}
 * }</pre>
 */
public record PtyResizeRequest(Integer cols, Integer rows) {
  public PtyResizeRequest {
    Required.key(cols, "cols");
    Required.key(rows, "rows");
  }
}
