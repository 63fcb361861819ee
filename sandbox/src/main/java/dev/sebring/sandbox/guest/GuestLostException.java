package dev.sebring.sandbox.guest;

import org.jspecify.annotations.Nullable;

/**
 * The connection to the guest is gone: the sandbox stopped, the stream broke, this side closed it,
 * or the guest broke the protocol. All calls on it fail with this. What they had begun may or may
 * not have happened. Processes in the sandbox run on and their logs are kept if the sandbox still
 * runs: connect again and attach. Immutable.
 */
public final class GuestLostException extends GuestFailure {
  private static final long serialVersionUID = 1;

  GuestLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
