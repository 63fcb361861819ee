package dev.sebring.server.gateway;

import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Route;

/**
 * Where the toolbox registers its routes, with paths below {@code /toolbox/{sandboxId}}. Not
 * thread-safe: before the server starts.
 */
@FunctionalInterface
public interface ToolboxRoutes {
  /**
   * @param template an absolute path with {@code {parameters}}, e.g. {@code /process/execute}
   * @throws IllegalArgumentException if there is such a route already
   */
  void add(String method, String template, Operation operation, ToolboxEndpoint endpoint);

  /** Whatever method a request has. */
  default void any(String template, Operation operation, ToolboxEndpoint endpoint) {
    add(Route.ANY, template, operation, endpoint);
  }

  default void get(String template, Operation operation, ToolboxEndpoint endpoint) {
    add("GET", template, operation, endpoint);
  }

  default void post(String template, Operation operation, ToolboxEndpoint endpoint) {
    add("POST", template, operation, endpoint);
  }

  default void put(String template, Operation operation, ToolboxEndpoint endpoint) {
    add("PUT", template, operation, endpoint);
  }

  default void delete(String template, Operation operation, ToolboxEndpoint endpoint) {
    add("DELETE", template, operation, endpoint);
  }
}
