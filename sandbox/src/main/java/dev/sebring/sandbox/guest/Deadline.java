package dev.sebring.sandbox.guest;

import java.time.Duration;

/** A moment after which a call gives up. Immutable and thread-safe. */
record Deadline(Duration timeout, long atNanos) {
  /** Some 146 years: {@code System.nanoTime} must not wrap around. */
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

  static Deadline after(Duration timeout) {
    boolean endless = timeout.getSeconds() >= LONGEST_NANOS / 1_000_000_000;
    long nanos = endless ? LONGEST_NANOS : Math.max(0, timeout.toNanos());
    return new Deadline(timeout, System.nanoTime() + nanos);
  }

  /** 0 or less: it has passed. */
  long nanosLeft() {
    return atNanos - System.nanoTime();
  }

  /** What to throw when it has passed. */
  GuestTimeoutException passed(String tried) {
    return new GuestTimeoutException(
        tried + ": gave up after " + timeout.toMillis() + " ms without an answer of the guest",
        null);
  }

  /** What to throw when the waiting thread was interrupted; sets its flag again. */
  GuestTimeoutException interrupted(String tried, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new GuestTimeoutException(tried + ": interrupted while waiting for the guest", e);
  }
}
