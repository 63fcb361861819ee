package dev.sebring.server.gateway;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.http.ApiException;

/** The guest had no process left to do something with, as after a fork bomb. Thread-safe. */
public final class LimitReached {
  private LimitReached() {}

  /** A 409: the sandbox is in no state for more, until what runs in it has ended. */
  public static ApiException of(GuestException refused) {
    return new ApiException(
        409,
        ErrorCode.CONFLICT,
        "the sandbox's limit of processes or memory is reached, so nothing more can be started in"
            + " it ("
            + refused.detail()
            + "): stop the sandbox and start it again, which ends every process and keeps the"
            + " files",
        refused);
  }
}
