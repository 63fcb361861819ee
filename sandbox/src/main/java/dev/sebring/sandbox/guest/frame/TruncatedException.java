package dev.sebring.sandbox.guest.frame;

/**
 * Fields went on beyond the bytes at hand: a violation in a payload, the normal case in a record
 * whose rest has not arrived.
 */
public final class TruncatedException extends ProtocolViolationException {
  private static final long serialVersionUID = 1;

  private final int missing;

  TruncatedException(int wanted, int left) {
    super("a field of " + wanted + " bytes where " + left + " are left");
    this.missing = wanted - left;
  }

  /** How many bytes at least would have to follow. */
  public int missing() {
    return missing;
  }
}
