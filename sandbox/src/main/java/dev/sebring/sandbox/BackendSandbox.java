package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

/** A sandbox as its backend finds it, whatever the store believes. Immutable and thread-safe. */
public record BackendSandbox(SandboxId id, Condition condition) {
  public BackendSandbox {
    requireNonNull(id, "id");
    requireNonNull(condition, "condition");
  }

  /** What is known of its process 1. */
  public enum Condition {
    /** It was stopped, has never been started, or ended with its host. */
    STOPPED,
    /** It is alive. */
    RUNNING,
    /** It has ended, and nobody stopped it: its lease was over, or it died. */
    ENDED
  }

  /** Whether its process 1 is alive. */
  public boolean running() {
    return condition == Condition.RUNNING;
  }
}
