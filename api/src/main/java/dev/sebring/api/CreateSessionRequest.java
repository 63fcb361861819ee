package dev.sebring.api;

/**
 * The body of {@code POST /process/session} (Daytona API v0, contract 3.3).
 *
 * <pre>{@code
 * {"sessionId":"build"}
 * }</pre>
 */
public record CreateSessionRequest(String sessionId) {
  public CreateSessionRequest {
    Required.key(sessionId, "sessionId");
  }
}
