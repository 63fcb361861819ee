package dev.sebring.tools;

/** A call that cannot be done as it was asked for; the message tells the model what is right. */
final class InvalidCall extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidCall(String message) {
    super(message);
  }
}
