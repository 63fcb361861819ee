package dev.sebring.sandbox.guest;

import org.jspecify.annotations.Nullable;

/**
 * The caller gave up waiting: its timeout passed, or its thread was interrupted (whose flag then is
 * set again). The guest is told to stop what it did for the call, which may or may not have
 * happened; the connection and everything else on it is well. Immutable.
 */
public final class GuestTimeoutException extends GuestFailure {
  private static final long serialVersionUID = 1;

  GuestTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
