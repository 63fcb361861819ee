package dev.sebring.agent.model;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a model is waited for, and how often it is asked again.
 *
 * @param silence the longest silence: until an answer starts, and between its pieces where they are
 *     streamed; without streaming, until the whole answer. Default 5 minutes
 * @param retries how often a failed request is repeated; default 4
 * @param firstPause before the first repetition, doubled for each further one; default 1 s. A
 *     provider that says how long to wait is waited for that long
 * @param longestPause no pause is longer; a provider that asks for more is an error; default 60 s
 */
public record ModelPatience(
    Duration silence, int retries, Duration firstPause, Duration longestPause) {
  public static final ModelPatience DEFAULT =
      new ModelPatience(Duration.ofMinutes(5), 4, Duration.ofSeconds(1), Duration.ofSeconds(60));

  public ModelPatience {
    requirePositive(silence, "silence");
    if (retries < 0) {
      throw new IllegalArgumentException("retries is " + retries + ", must not be negative");
    }
    requirePositive(firstPause, "firstPause");
    requirePositive(longestPause, "longestPause");
  }

  /** The pause before repetition number {@code retry}, from 1. */
  Duration pause(int retry) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(retry - 1, 20));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }

  private static void requirePositive(Duration value, String name) {
    Objects.requireNonNull(value, name);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is " + value + ", must be positive");
    }
  }
}
