package dev.sebring.tools;

import java.time.Duration;

/** Durations on the wire: whole seconds, rounded up, at least one. */
final class Seconds {
  private Seconds() {}

  static int of(Duration duration) {
    return Math.toIntExact(Math.max(1, duration.plusNanos(999_999_999).toSeconds()));
  }
}
