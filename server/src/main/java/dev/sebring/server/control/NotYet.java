package dev.sebring.server.control;

import dev.sebring.api.ErrorCode;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Routes;

/**
 * What official clients can ask for and this server cannot do yet: it says so, where an unknown
 * path would look like a wrong URL.
 */
final class NotYet {
  private static final String ONE = "/sandbox/{sandboxIdOrName}";

  private NotYet() {}

  static void addTo(Routes routes) {
    refuse(routes, "GET", ONE + "/ports/{port}/preview-url", "previews of a port");
    refuse(routes, "GET", ONE + "/ports/{port}/signed-preview-url", "previews of a port");
    refuse(routes, "POST", ONE + "/archive", "archiving a sandbox");
    refuse(routes, "POST", ONE + "/pause", "pausing a sandbox");
    refuse(routes, "POST", ONE + "/resize", "resizing a sandbox");
    refuse(routes, "POST", ONE + "/fork", "forking a sandbox");
    refuse(routes, "POST", ONE + "/snapshot", "making a snapshot of a sandbox");
    refuse(routes, "POST", ONE + "/autopause/{minutes}", "pausing a sandbox");
    refuse(routes, "POST", ONE + "/ssh-access", "SSH access");
    refuse(routes, "PUT", ONE + "/secrets", "secrets");
    refuse(routes, "POST", "/snapshots", "making snapshots");
    refuse(routes, "POST", "/volumes", "volumes");
    refuse(routes, "POST", "/secret", "secrets");
  }

  private static void refuse(Routes routes, String method, String template, String what) {
    routes.add(
        method,
        template,
        Operation.of("Not there yet: " + what),
        exchange -> {
          throw new ApiException(
              422, ErrorCode.UNPROCESSABLE_ENTITY, what + " is not supported by this server yet");
        });
  }
}
