package dev.sebring.server.toolbox;

import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Operation;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Calls of the Daytona toolbox that this server does not answer yet, so that a client learns that
 * from a 501 and does not look for a mistake in its own request. Thread-safe.
 */
final class NotServedYet {
  private static final Pattern SPACE = Pattern.compile(" ");

  private static final List<String> CALLS =
      List.of(
          "POST /lsp/start",
          "POST /lsp/stop",
          "POST /lsp/did-open",
          "POST /lsp/did-close",
          "POST /lsp/completions",
          "GET /lsp/document-symbols",
          "GET /lsp/workspacesymbols");

  private NotServedYet() {}

  static void addTo(ToolboxRoutes routes) {
    for (String call : CALLS) {
      String[] words = SPACE.split(call);
      routes.add(
          words[0],
          words[1],
          Operation.of("Not served yet: answers 501").answers(501),
          (exchange, sandbox) -> {
            throw new ApiException(
                501,
                "NOT_IMPLEMENTED",
                call
                    + " is a call of the Daytona toolbox that this server does not serve yet;"
                    + " /process/execute can do much of it with a command");
          });
    }
  }
}
