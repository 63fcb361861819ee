package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A backend could not do what it was asked. The message says what was tried, on what, and what to
 * do next. Immutable.
 */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** What the caller can do about it. */
  public enum Kind {
    /** The backend has no such sandbox or snapshot. */
    NOT_FOUND,
    /** The sandbox is not in a state for this, e.g. a connection to one that is stopped. */
    WRONG_STATE,
    /** The host has run out of something: disk, memory, addresses, ids. */
    EXHAUSTED,
    /** This host cannot do it at all until somebody changes it: a missing program, not root. */
    UNSUPPORTED,
    /** Anything else; trying again may help. */
    FAILED
  }

  public BackendException(Kind kind, String message) {
    this(kind, message, null);
  }

  public BackendException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }
}
