package dev.sebring.server.toolbox;

import dev.sebring.api.Dir;
import dev.sebring.api.Version;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.Operation;

/** Where a sandbox's things are, and which version serves it (contract 5.3). Thread-safe. */
final class PlaceEndpoints {
  private PlaceEndpoints() {}

  static void addTo(ToolboxRoutes routes, String version) {
    routes.get(
        "/user-home-dir",
        Operation.of("The home directory of the sandbox's user").answers(Dir.class),
        (exchange, sandbox) ->
            exchange.answer(new Dir(sandbox.guest().user(sandbox.user()).home().toString())));
    for (String template : new String[] {"/work-dir", "/project-dir"}) {
      routes.get(
          template,
          Operation.of("The directory in which relative paths start").answers(Dir.class),
          (exchange, sandbox) -> exchange.answer(new Dir(sandbox.workDir())));
    }
    routes.get(
        "/version",
        Operation.of("The version of the server").answers(Version.class),
        (exchange, sandbox) -> exchange.answer(new Version(version)));
  }
}
