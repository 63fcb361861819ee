package dev.sebring.bench.peer;

/** A peer cannot be measured on this host; the message says why. */
public final class AbsentPeer extends Exception {
  private static final long serialVersionUID = 1;

  public AbsentPeer(String message) {
    super(message);
  }
}
