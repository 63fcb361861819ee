package dev.sebring.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets sides do the same thing in turn, so that what else the host does hits all of them alike. The
 * first turn of each warms up and does not count.
 */
public final class Contest {
  private static final int FEWEST_TURNS = 3;

  private Contest() {}

  /**
   * Runs it.
   *
   * @param turns of each side
   * @param budget after which no turn begins, once each side had a few
   * @return a result for each side, in their order; a side that fails is absent from then on
   */
  public static List<Measured> run(List<Side> sides, int turns, Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    Map<Side, List<Duration>> times = new LinkedHashMap<>();
    Map<Side, String> failures = new LinkedHashMap<>();
    for (int turn = 0; turn <= turns; turn++) {
      if (turn > FEWEST_TURNS && System.nanoTime() > deadline) {
        break;
      }
      for (Side side : sides) {
        if (side.trial() == null || failures.containsKey(side)) {
          continue;
        }
        try {
          Duration time = side.trial().once();
          if (turn > 0) {
            times.computeIfAbsent(side, first -> new ArrayList<>()).add(time);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while measuring " + side.name(), e);
        } catch (Exception e) {
          failures.put(side, "failed: " + e);
        }
      }
    }
    return sides.stream().map(side -> result(side, times, failures)).toList();
  }

  private static Measured result(
      Side side, Map<Side, List<Duration>> times, Map<Side, String> failures) {
    List<Duration> own = times.getOrDefault(side, List.of());
    String failure = failures.get(side);
    if (side.trial() == null) {
      return new Measured(side.name(), null, side.absence());
    }
    return failure != null || own.isEmpty()
        ? new Measured(side.name(), null, failure)
        : new Measured(side.name(), Samples.of(own), null);
  }
}
