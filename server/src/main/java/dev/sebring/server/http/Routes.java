package dev.sebring.server.http;

/**
 * Where a part of the server registers its routes. A part sees only its own paths; who calls it
 * puts the prefix before them and a check of the key around them. Not thread-safe: routes are
 * registered before the server starts.
 */
@FunctionalInterface
public interface Routes {
  /**
   * @param template an absolute path below this part's prefix, with {@code {parameters}}
   * @throws IllegalArgumentException if there is such a route already
   */
  void add(String method, String template, Operation operation, Endpoint endpoint);

  /** Whatever method a request has. */
  default void any(String template, Operation operation, Endpoint endpoint) {
    add(Route.ANY, template, operation, endpoint);
  }

  default void get(String template, Operation operation, Endpoint endpoint) {
    add("GET", template, operation, endpoint);
  }

  default void post(String template, Operation operation, Endpoint endpoint) {
    add("POST", template, operation, endpoint);
  }

  default void put(String template, Operation operation, Endpoint endpoint) {
    add("PUT", template, operation, endpoint);
  }

  default void delete(String template, Operation operation, Endpoint endpoint) {
    add("DELETE", template, operation, endpoint);
  }
}
