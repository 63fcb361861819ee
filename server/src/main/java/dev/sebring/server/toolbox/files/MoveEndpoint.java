package dev.sebring.server.toolbox.files;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;

/** Moves files and directories, never over something (contract 4.1). Thread-safe. */
final class MoveEndpoint {
  private MoveEndpoint() {}

  static void addTo(ToolboxRoutes routes) {
    routes.post(
        "/files/move",
        Operation.of("Move a file or directory to where nothing is yet")
            .requiredQuery("source")
            .requiredQuery("destination"),
        FileFailures.translated(MoveEndpoint::move));
  }

  private static void move(Exchange exchange, ToolboxContext sandbox) {
    GuestPath source = FilePaths.required("source", exchange, sandbox);
    GuestPath destination = FilePaths.required("destination", exchange, sandbox);
    GuestFiles files = sandbox.guest().files(sandbox.user());
    try {
      rename(files, source, destination);
    } catch (GuestException e) {
      if (e.errno() != Errno.EXDEV) {
        throw e;
      }
      GuestPath copy = CrossDeviceCopy.beside(destination, source, sandbox);
      try {
        rename(files, copy, destination);
      } catch (GuestException | ApiException second) {
        files.removeTree(copy);
        throw second;
      }
      files.removeTree(source);
    }
    exchange.answerEmpty(200);
  }

  private static void rename(GuestFiles files, GuestPath source, GuestPath destination) {
    try {
      files.rename(source, destination, false);
    } catch (GuestException e) {
      if (e.errno() == Errno.EEXIST || e.errno() == Errno.ENOTEMPTY) {
        throw new ApiException(
            409,
            ErrorCode.CONFLICT,
            "conflict: "
                + destination
                + " exists already: remove it first, or choose another destination",
            e);
      }
      throw e;
    }
  }
}
