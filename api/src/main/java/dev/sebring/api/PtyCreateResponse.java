package dev.sebring.api;

/**
 * The answer of {@code POST /process/pty} (Daytona API v0, contract 3.4).
 *
 * <pre>{@code
 * {"sessionId":"main"}
 * }</pre>
 */
public record PtyCreateResponse(String sessionId) {
  public PtyCreateResponse {
    Required.key(sessionId, "sessionId");
  }
}
