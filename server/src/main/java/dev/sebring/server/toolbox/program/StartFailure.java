package dev.sebring.server.toolbox.program;

import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.http.ApiException;

/** What it means to a client that a program could not be started. */
public final class StartFailure {
  private StartFailure() {}

  /**
   * A 400 if what was asked for cannot be started, a 409 if the sandbox has no room for more, and
   * the failure itself if it is nobody's mistake.
   *
   * @param allowed to the sandbox
   * @param code of the 400
   * @param tried in words, such as {@code open a terminal}
   */
  public static RuntimeException of(
      GuestException e, Resources allowed, String code, String tried) {
    return switch (e.step()) {
      case "limit" -> LimitReached.of(e, allowed);
      case "cwd", "user", "program", "request" ->
          new ApiException(400, code, "bad request: cannot " + tried + ": " + e.detail(), e);
      default -> e;
    };
  }
}
