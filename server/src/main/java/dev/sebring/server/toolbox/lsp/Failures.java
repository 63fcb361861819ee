package dev.sebring.server.toolbox.lsp;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.http.ApiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What it means to a client that a language server fails. Constants only. */
final class Failures {
  private static final int MAX_SHOWN_CHARS = 1_000;

  private Failures() {}

  static ApiException notInitialized(ServerLabel server) {
    return new ApiException(
        400,
        ErrorCode.LSP_SERVER_NOT_INITIALIZED,
        "bad request: no language server for "
            + server.languageServer().wire()
            + " runs in "
            + server.project()
            + ": it was not started, was stopped or has ended; start it first");
  }

  static ApiException notStarted(Program program, GuestException e, Resources allowed) {
    return switch (e.step()) {
      case "limit" -> LimitReached.of(e, allowed);
      case "program" ->
          new ApiException(
              503,
              "LSP_SERVER_NOT_INSTALLED",
              "there is no program "
                  + program.command()
                  + " in this sandbox ("
                  + e.detail()
                  + "): install it with \""
                  + program.installation()
                  + "\", or use a snapshot that has it",
              e);
      default ->
          new ApiException(
              400,
              ErrorCode.BAD_REQUEST,
              "bad request: cannot start " + program.command() + ": " + e.detail(),
              e);
    };
  }

  static ApiException tooMany(int most) {
    return ApiException.conflict(
        "conflict: " + most + " language servers run in this sandbox already: stop one first");
  }

  static ApiException late(String tried, Duration limit, @Nullable Throwable cause) {
    return new ApiException(
        504,
        "GATEWAY_TIMEOUT",
        "the language server did not "
            + tried
            + " within "
            + limit.toSeconds()
            + " s: try again; if that does not help, stop it and start it again",
        cause);
  }

  /** It answered with an error. */
  static ApiException refused(String tried, String words, Throwable cause) {
    return badGateway("the language server did not " + tried + ": " + shown(words), cause);
  }

  /** It has ended, or was ended for what it said. */
  static ApiException ended(String why, String errors, Throwable cause) {
    String said = shown(errors);
    return badGateway(
        "the language server has ended: "
            + shown(why)
            + (said.isEmpty() ? "" : "; its last words: " + said)
            + "; start it again",
        cause);
  }

  private static ApiException badGateway(String message, Throwable cause) {
    return new ApiException(502, "BAD_GATEWAY", message, cause);
  }

  private static String shown(String words) {
    String text = words.strip();
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + " ...";
  }
}
