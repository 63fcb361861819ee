package dev.sebring.server.toolbox.proxy;

import dev.sebring.server.http.ApiException;
import org.jspecify.annotations.Nullable;

/** What is wrong with the program that should have answered. Thread-safe. */
final class Failures {
  private Failures() {}

  static ApiException of(String message, @Nullable Throwable cause) {
    return new ApiException(502, "BAD_GATEWAY", message, cause);
  }

  static ApiException unanswered(int port) {
    return of(
        "the program on port "
            + port
            + " of the sandbox closed the connection before it had answered: see what it has"
            + " printed, and whether it speaks HTTP there",
        null);
  }

  static ApiException malformed(int port, Throwable cause) {
    return of(
        "what the program on port "
            + port
            + " of the sandbox answered is no HTTP/1.1 ("
            + cause.getMessage()
            + "): see whether it speaks HTTP there, and not HTTPS",
        cause);
  }
}
