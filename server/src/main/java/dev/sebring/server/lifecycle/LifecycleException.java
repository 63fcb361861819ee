package dev.sebring.server.lifecycle;

import static java.util.Objects.requireNonNull;

/**
 * A sandbox is not there, or not in a state for what was asked. The message says what to do.
 * Immutable.
 */
public final class LifecycleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** What the caller can do about it. */
  public enum Kind {
    /** There is no such sandbox. */
    NOT_FOUND,
    /** The name belongs to another. */
    NAME_TAKEN,
    /** Another change of its state is under way: wait, then ask again. */
    BUSY,
    /** Not in a state for this, until another call changes that. */
    WRONG_STATE,
    /** The request itself asks for what cannot be. */
    INVALID,
    /** It does not answer although it should. */
    UNREACHABLE
  }

  LifecycleException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  LifecycleException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }
}
