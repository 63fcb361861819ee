package dev.sebring.sandbox.guest;

import org.jspecify.annotations.Nullable;

/**
 * A call to a guest did not succeed. Every call throws one of the three kinds, also the streams
 * that this package hands out (so that whoever copies from one to another place tells a failing
 * sandbox from an {@link java.io.IOException} of the other place). The message says what was tried.
 */
public abstract sealed class GuestFailure extends RuntimeException
    permits GuestException, GuestLostException, GuestTimeoutException {
  private static final long serialVersionUID = 1;

  GuestFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
