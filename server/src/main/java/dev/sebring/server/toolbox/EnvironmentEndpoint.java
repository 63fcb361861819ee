package dev.sebring.server.toolbox;

import dev.sebring.api.EnvChange;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Changes the variables of processes that are started later (contract 5.3). The guest keeps them,
 * so they last until the sandbox is stopped, whatever becomes of this server. Thread-safe.
 */
final class EnvironmentEndpoint {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private EnvironmentEndpoint() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/env",
        Operation.of("Set and remove variables of all processes that are started from now on")
            .takes(EnvChange.class)
            .answersBytes("application/json"),
        EnvironmentEndpoint::change);
  }

  private static void change(Exchange exchange, ToolboxContext sandbox) {
    EnvChange change = exchange.body(EnvChange.class);
    Map<String, String> set = Objects.requireNonNullElse(change.set(), Map.of());
    List<String> unset = Objects.requireNonNullElse(change.unset(), List.of());
    String prefix = Objects.requireNonNullElse(change.unsetValuePrefix(), "");
    set.forEach((name, value) -> {
      requireName(name);
      requireNoZero("the value of " + name, value);
    });
    unset.forEach(EnvironmentEndpoint::requireName);
    requireNoZero("unsetValuePrefix", prefix);
    sandbox.guest().changeEnvironment(set, unset, prefix);
    exchange.answer(Map.of());
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.badRequest(
          "\""
              + name
              + "\" cannot be the name of a variable: use letters, digits and _, not beginning with"
              + " a digit");
    }
  }

  private static void requireNoZero(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw ApiException.badRequest(what + " contains a zero character");
    }
  }
}
