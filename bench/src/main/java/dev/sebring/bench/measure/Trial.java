package dev.sebring.bench.measure;

import java.time.Duration;

/** One way of doing a thing, done and timed once. */
@FunctionalInterface
public interface Trial {
  /** Does it and says how long that took, without what it prepares and cleans up. */
  Duration once() throws Exception;

  /** One whose whole action counts. */
  static Trial of(Action action) {
    return () -> time(action);
  }

  /** How long an action takes. */
  static Duration time(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What is timed. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }
}
