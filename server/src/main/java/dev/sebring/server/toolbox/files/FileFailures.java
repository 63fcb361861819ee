package dev.sebring.server.toolbox.files;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.gateway.LimitReached;
import dev.sebring.server.gateway.ToolboxEndpoint;
import dev.sebring.server.http.ApiException;

/** What a refused file operation means to a client (contract 1.5). Thread-safe. */
public final class FileFailures {
  private FileFailures() {}

  /** The endpoint, with the kernel's refusals as the errors of the contract. */
  public static ToolboxEndpoint translated(ToolboxEndpoint endpoint) {
    return (exchange, sandbox) -> {
      try {
        endpoint.handle(exchange, sandbox);
      } catch (GuestException e) {
        throw of(e, sandbox.resources());
      }
    };
  }

  static ApiException of(GuestException e, Resources allowed) {
    String detail = e.detail();
    if (e.step().equals("limit")) {
      return LimitReached.of(e, allowed);
    }
    if (e.step().equals("user") && e.errno() == Errno.EINVAL) {
      return new ApiException(400, ErrorCode.BAD_REQUEST, "bad request: " + detail, e);
    }
    return switch (e.errno()) {
      case Errno.ENOENT ->
          new ApiException(404, ErrorCode.FILE_NOT_FOUND, "not found: " + detail, e);
      case Errno.EACCES, Errno.EPERM, Errno.EROFS ->
          new ApiException(403, ErrorCode.FILE_ACCESS_DENIED, "access denied: " + detail, e);
      case Errno.EISDIR,
          Errno.ENOTDIR,
          Errno.EINVAL,
          Errno.ENXIO, // a socket, or a device that is not there
          Errno.ENOTEMPTY,
          Errno.ENAMETOOLONG,
          Errno.ELOOP ->
          new ApiException(400, ErrorCode.INVALID_FILE_PATH, "invalid path: " + detail, e);
      case Errno.EEXIST, Errno.EBUSY -> new ApiException(409, ErrorCode.CONFLICT, detail, e);
      case Errno.ENOSPC, Errno.EDQUOT ->
          new ApiException(
              507,
              "INSUFFICIENT_STORAGE",
              "the sandbox's disk of "
                  + allowed.disk()
                  + " is full: "
                  + detail
                  + ": remove files, then try again",
              e);
      default -> new ApiException(500, ErrorCode.FILE_READ_FAILED, detail, e);
    };
  }
}
