package dev.sebring.server.toolbox.git;

import dev.sebring.server.gateway.ToolboxEndpoint;
import dev.sebring.server.gateway.ToolboxRoutes;
import java.io.UncheckedIOException;

/** All calls on repositories that are served. Thread-safe. */
public final class GitEndpoints {
  private GitEndpoints() {}

  public static void addTo(ToolboxRoutes toolbox) {
    ToolboxRoutes routes =
        (method, template, operation, endpoint) ->
            toolbox.add(method, template, operation, unwrapped(endpoint));
    CloneEndpoint.addTo(routes);
    RepositoryEndpoints.addTo(routes);
    BranchEndpoints.addTo(routes);
    ChangeEndpoints.addTo(routes);
    RemoteEndpoints.addTo(routes);
    TransferEndpoints.addTo(routes);
    ConfigEndpoints.addTo(routes);
  }

  /** A client that has left is no failure of ours. */
  private static ToolboxEndpoint unwrapped(ToolboxEndpoint endpoint) {
    return (exchange, sandbox) -> {
      try {
        endpoint.handle(exchange, sandbox);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    };
  }
}
