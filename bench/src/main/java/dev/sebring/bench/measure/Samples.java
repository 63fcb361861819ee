package dev.sebring.bench.measure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Times of the same thing, the shortest first; at least one. Immutable. */
public record Samples(List<Duration> sorted) {
  public Samples {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("no samples");
    }
    sorted = sorted.stream().sorted().toList();
  }

  public static Samples of(Collection<Duration> times) {
    return new Samples(List.copyOf(times));
  }

  public int count() {
    return sorted.size();
  }

  public double minimumMillis() {
    return millis(sorted.getFirst());
  }

  public double medianMillis() {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? millis(sorted.get(middle))
        : (millis(sorted.get(middle - 1)) + millis(sorted.get(middle))) / 2;
  }

  /** The smallest time that 99 of 100 do not exceed: of fewer than 100 the longest. */
  public double p99Millis() {
    return millis(sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
