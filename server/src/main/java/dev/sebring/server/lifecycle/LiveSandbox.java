package dev.sebring.server.lifecycle;

import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxState;
import dev.sebring.sandbox.Step;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A sandbox with what is known of it, its guest, and the lock of its transitions. Thread-safe.
 *
 * <p>The monitor guards the record and the number of calls together: so a call cannot begin on a
 * sandbox that a timer has just found idle.
 */
final class LiveSandbox {
  private final SandboxId id;
  private final SandboxStore store;
  private final GuestLink guest;
  private final ReentrantLock transition = new ReentrantLock();
  private SandboxRecord record;
  private SandboxRecord stored;
  private int calls;
  private boolean buried;

  LiveSandbox(SandboxRecord record, SandboxStore store, GuestLink guest) {
    this.id = record.id();
    this.record = record;
    this.stored = record;
    this.store = store;
    this.guest = guest;
  }

  SandboxId id() {
    return id;
  }

  GuestLink guest() {
    return guest;
  }

  /** Held by whoever changes the state. */
  ReentrantLock transition() {
    return transition;
  }

  synchronized SandboxRecord record() {
    return record;
  }

  /**
   * Changes what is known, in the store first. Throws what {@code change} throws, and then nothing
   * has changed.
   */
  synchronized SandboxRecord change(UnaryOperator<SandboxRecord> change) {
    SandboxRecord changed = change.apply(record);
    if (!changed.equals(stored) && !buried) {
      try (Step _ = Step.begin("store")) {
        store.update(changed);
      }
      stored = changed;
    }
    record = changed;
    return changed;
  }

  /**
   * Changes it only if {@code wanted} still holds, with no call beginning in between. Says whether
   * it did.
   */
  synchronized boolean changeIf(BooleanSupplier wanted, UnaryOperator<SandboxRecord> change) {
    if (!wanted.getAsBoolean()) {
      return false;
    }
    change(change);
    return true;
  }

  /**
   * Counts a call that needs the sandbox to run.
   *
   * @param activity whether it keeps the sandbox from being stopped
   * @throws LifecycleException if it does not run
   */
  synchronized SandboxRecord beginCall(Instant now, boolean activity) {
    States.requireStarted(record);
    if (activity) {
      calls++;
      record = record.withActivity(now);
    }
    return record;
  }

  synchronized void endCall(Instant now, boolean activity) {
    if (activity) {
      calls--;
      record = record.withActivity(now);
    }
  }

  synchronized void touch(Instant now) {
    record = record.withActivity(now);
  }

  /** Whether it runs, and nothing has used it for so long. A call that runs is use. */
  synchronized boolean idle(Duration time, Instant now) {
    if (calls > 0) {
      record = record.withActivity(now);
    }
    return record.state() instanceof SandboxState.Started
        && !record.lastActivityAt().plus(time).isAfter(now);
  }

  /** Writes activity that is newer than the store's, which calls do not do themselves. */
  synchronized void storeActivity(Instant now) {
    if (calls > 0) {
      record = record.withActivity(now);
    }
    change(same -> same);
  }

  synchronized void markBuried() {
    buried = true;
  }

  synchronized boolean isBuried() {
    return buried;
  }
}
