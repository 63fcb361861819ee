package dev.sebring.server.gateway;

import dev.sebring.api.ErrorCode;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.http.ApiException;

/**
 * The guest itself could not start a process. That takes programs of several users that have
 * together taken all, or no memory at all. Thread-safe.
 */
public final class LimitReached {
  private LimitReached() {}

  /** A 409: the sandbox is in no state for more, until what runs in it has ended. */
  public static ApiException of(GuestException refused, Resources allowed) {
    return new ApiException(
        409,
        ErrorCode.CONFLICT,
        "the sandbox's limit of "
            + allowed.processes()
            + " processes for each user or of "
            + allowed.memory()
            + " of memory is reached, so nothing more can be started in it ("
            + refused.detail()
            + "): wait until programs have ended, or stop the sandbox and start it again, which"
            + " ends every process and keeps the files",
        refused);
  }
}
