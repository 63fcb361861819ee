package dev.sebring.api;

/**
 * What a command of a session has written (Daytona API v0, contract 3.3).
 *
 * <pre>{@code
 * {"output":"hello\n","stdout":"hello\n","stderr":""}
 * }</pre>
 *
 * @param output both streams, in the order of arrival
 */
public record SessionCommandLogs(String output, String stdout, String stderr) {
  public SessionCommandLogs {
    Required.key(output, "output");
    Required.key(stdout, "stdout");
    Required.key(stderr, "stderr");
  }
}
