package dev.sebring.server.gateway;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestLostException;
import dev.sebring.sandbox.guest.GuestTimeoutException;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.lifecycle.LifecycleException;
import java.util.Optional;

/** What failures of sandboxes mean to a client. Constants only. */
public final class SandboxFailures {
  private static final String BAD_GATEWAY = "BAD_GATEWAY";

  private SandboxFailures() {}

  /** The answer for a failure of a sandbox, its guest or the backend; empty for any other. */
  public static Optional<ApiException> translate(Throwable failure) {
    return switch (failure) {
      case LifecycleException e -> Optional.of(of(e));
      case BackendException e -> Optional.of(of(e));
      case GuestFailure e -> Optional.of(of(e));
      default -> Optional.empty();
    };
  }

  static ApiException of(LifecycleException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return switch (e.kind()) {
      case NOT_FOUND -> new ApiException(404, ErrorCode.NOT_FOUND, message, e);
      case NAME_TAKEN, BUSY -> new ApiException(409, ErrorCode.CONFLICT, message, e);
      case WRONG_STATE, INVALID -> new ApiException(400, ErrorCode.BAD_REQUEST, message, e);
      case UNREACHABLE -> new ApiException(502, BAD_GATEWAY, message, e);
    };
  }

  private static ApiException of(BackendException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return switch (e.kind()) {
      case NOT_FOUND -> new ApiException(404, ErrorCode.NOT_FOUND, message, e);
      case WRONG_STATE -> new ApiException(409, ErrorCode.CONFLICT, message, e);
      case EXHAUSTED -> new ApiException(503, "SERVICE_UNAVAILABLE", message, e);
      case UNSUPPORTED -> new ApiException(501, "NOT_IMPLEMENTED", message, e);
      case FAILED -> new ApiException(500, ErrorCode.INTERNAL_SERVER_ERROR, message, e);
    };
  }

  private static ApiException of(GuestFailure e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    return switch (e) {
      case GuestLostException lost ->
          new ApiException(
              502, BAD_GATEWAY, "the connection to the sandbox was lost: " + message, lost);
      case GuestTimeoutException late ->
          new ApiException(
              504,
              "GATEWAY_TIMEOUT",
              "the sandbox did not answer in time: "
                  + message
                  + "; its programs may have taken all of its CPU time or memory: try again, or"
                  + " stop and start it, which ends them and keeps the files",
              late);
      case GuestException refused ->
          new ApiException(500, ErrorCode.INTERNAL_SERVER_ERROR, message, refused);
    };
  }
}
