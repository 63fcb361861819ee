package dev.sebring.sandbox.guest;

/** Whom a signal reaches. Immutable. */
public enum SignalScope {
  /**
   * Every process that the program started, directly or not, also those that called {@code setsid}
   * or whose parent is gone. For signal 9 the call returns when none of them is left.
   */
  TREE,
  /** The program only. */
  PROGRAM,
  /** The foreground process group of the terminal: what Ctrl-C reaches. */
  FOREGROUND
}
