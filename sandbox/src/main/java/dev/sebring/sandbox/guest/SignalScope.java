package dev.sebring.sandbox.guest;

/** Whom a signal reaches. Immutable. */
public enum SignalScope {
  /**
   * Every process that the program started, directly or not, also those that called {@code setsid}
   * or whose parent is gone. For signal 9 the call returns when none of them is left.
   */
  TREE(0),
  /** The program only. */
  PROGRAM(1),
  /** The foreground process group of the terminal: what Ctrl-C reaches. */
  FOREGROUND(2);

  private final int code;

  SignalScope(int code) {
    this.code = code;
  }

  /** The byte on the wire. */
  int code() {
    return code;
  }
}
