package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

/**
 * Where a sandbox is in its life. The methods are the only legal transitions; each record carries
 * what that state needs to know.
 *
 * <pre>
 *   Creating ──→ Started ⇄ Stopped (through Stopping, Starting)
 *      any but Destroyed ──→ Failed ──→ Starting (when recoverable)
 *      any but Destroyed ──→ Destroying ──→ Destroyed
 * </pre>
 *
 * <p>{@link #wireName} is the text of the Daytona v0 API. Immutable and thread-safe.
 */
public sealed interface SandboxState {

  /** The text of the {@code state} field of the Daytona v0 API. */
  String wireName();

  /** Legal from every state but {@link Destroyed}. */
  default Destroying toDestroying() {
    return new Destroying();
  }

  /** Legal from every state but {@link Destroyed}. */
  default Failed toFailed(String reason, boolean recoverable) {
    return new Failed(reason, recoverable);
  }

  /** The backend is making it. */
  record Creating() implements SandboxState {
    @Override
    public String wireName() {
      return "creating";
    }

    public Started toStarted() {
      return new Started();
    }
  }

  /** Its guest has answered. */
  record Started() implements SandboxState {
    @Override
    public String wireName() {
      return "started";
    }

    public Stopping toStopping() {
      return new Stopping();
    }

    /** Its process 1 has ended because nobody used it, or with its host. */
    public Stopped toStopped() {
      return new Stopped();
    }
  }

  /** Its processes are being ended. */
  record Stopping() implements SandboxState {
    @Override
    public String wireName() {
      return "stopping";
    }

    public Stopped toStopped() {
      return new Stopped();
    }
  }

  /** No process; its files are kept. */
  record Stopped() implements SandboxState {
    @Override
    public String wireName() {
      return "stopped";
    }

    public Starting toStarting() {
      return new Starting();
    }
  }

  /** Process 1 is being started. */
  record Starting() implements SandboxState {
    @Override
    public String wireName() {
      return "starting";
    }

    public Started toStarted() {
      return new Started();
    }
  }

  /**
   * Something went wrong.
   *
   * @param reason for people: what was tried and why it failed
   * @param recoverable a start may be tried again
   */
  record Failed(String reason, boolean recoverable) implements SandboxState {
    public Failed {
      requireNonNull(reason, "reason");
    }

    @Override
    public String wireName() {
      return "error";
    }

    /**
     * @throws IllegalStateException if it is not recoverable
     */
    public Starting toStarting() {
      if (!recoverable) {
        throw new IllegalStateException("cannot be recovered: " + reason);
      }
      return new Starting();
    }
  }

  /** Everything of it is being removed. */
  record Destroying() implements SandboxState {
    @Override
    public String wireName() {
      return "destroying";
    }

    public Destroyed toDestroyed() {
      return new Destroyed();
    }
  }

  /** Gone. */
  record Destroyed() implements SandboxState {
    @Override
    public String wireName() {
      return "destroyed";
    }

    /** Illegal: there is nothing left. */
    @Override
    public Destroying toDestroying() {
      throw new IllegalStateException("already destroyed");
    }

    /** Illegal: there is nothing left to fail. */
    @Override
    public Failed toFailed(String reason, boolean recoverable) {
      throw new IllegalStateException("already destroyed");
    }
  }
}
