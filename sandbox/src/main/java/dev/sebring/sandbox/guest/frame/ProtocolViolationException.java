package dev.sebring.sandbox.guest.frame;

import java.io.IOException;

/**
 * The other side sent what the protocol does not allow. The connection cannot be used any more. The
 * message says what.
 */
public class ProtocolViolationException extends IOException {
  private static final long serialVersionUID = 1;

  public ProtocolViolationException(String message) {
    super(message);
  }
}
