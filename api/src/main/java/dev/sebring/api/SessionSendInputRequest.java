package dev.sebring.api;

/**
 * The body of {@code POST /process/session/{sessionId}/command/{commandId}/input} (Daytona API v0,
 * contract 3.3).
 *
 * <pre>{@code
 * {"data":"yes\n"}
 * }</pre>
 *
 * @param data for the command's standard input; an end of line is added where it has none
 */
public record SessionSendInputRequest(String data) {
  public SessionSendInputRequest {
    Required.key(data, "data");
  }
}
