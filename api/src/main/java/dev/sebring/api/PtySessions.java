package dev.sebring.api;

import java.util.List;

/**
 * The answer of {@code GET /process/pty} (Daytona API v0, contract 3.4).
 *
 * <pre>{@code
 * {"sessions":[]}
 * }</pre>
 */
public record PtySessions(List<PtySessionInfo> sessions) {
  public PtySessions {
    sessions = List.copyOf(Required.key(sessions, "sessions"));
  }
}
