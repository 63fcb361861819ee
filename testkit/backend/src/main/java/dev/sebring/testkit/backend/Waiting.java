package dev.sebring.testkit.backend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nothing announces. */
public final class Waiting {
  private static final long PAUSE_NANOS = 5_000_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Waiting() {}

  /** Looks again and again until it is so. */
  public static void until(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + LONGEST.toSeconds() + " s in vain for " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
