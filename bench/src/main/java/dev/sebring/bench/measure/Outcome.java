package dev.sebring.bench.measure;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A row of the table. Immutable.
 *
 * @param row what it is asked for by
 * @param what was measured
 * @param unit of the samples: "ms", or "MiB"
 * @param notes what one should know of these figures
 */
public record Outcome(
    String row,
    String what,
    String unit,
    String goal,
    List<Measured> sides,
    Goal.Verdict verdict,
    List<String> notes) {
  public Outcome {
    requireNonNull(row, "row");
    requireNonNull(what, "what");
    requireNonNull(unit, "unit");
    requireNonNull(goal, "goal");
    requireNonNull(verdict, "verdict");
    sides = List.copyOf(sides);
    notes = List.copyOf(notes);
  }

  /** A row of times. */
  public static Outcome ofTimes(
      String row, String what, Goal goal, List<Measured> sides, List<String> notes) {
    return new Outcome(row, what, "ms", goal.text(), sides, goal.judge(sides), notes);
  }
}
