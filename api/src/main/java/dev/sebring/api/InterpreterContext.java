package dev.sebring.api;

import java.time.Instant;

/**
 * A context of the code interpreter: a namespace that stays (Daytona API v0, contract 3.5).
 *
 * <pre>{@code
 * {"id":"6f1c7c1e-...","cwd":"/home/daytona","createdAt":"2026-01-02T03:04:05.678Z","active":true,
 *  "language":"python"}
 * }</pre>
 *
 * @param cwd where it was started
 * @param active whether its process runs; if not, the next run starts it again, with nothing in it
 */
public record InterpreterContext(
    String id, String cwd, Instant createdAt, boolean active, CodeLanguage language) {
  public InterpreterContext {
    Required.key(id, "id");
    Required.key(cwd, "cwd");
    Required.key(createdAt, "createdAt");
    Required.key(language, "language");
  }
}
