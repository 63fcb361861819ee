package dev.sebring.bench;

import dev.sebring.bench.measure.Goal;
import dev.sebring.bench.measure.Measured;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.measure.Samples;
import java.io.PrintStream;

/** Prints results for people, each as soon as it is there. */
final class TextTable {
  private static final String LINE = "  %-34s %10.2f %10.2f %10.2f  x%d%n";

  private final PrintStream out;

  TextTable(PrintStream out) {
    this.out = out;
  }

  void head(int processors) {
    out.printf("%d processors; times in ms, sides of a row in turn%n", processors);
    out.printf("  %-34s %10s %10s %10s  %s%n", "", "min", "median", "p99", "samples");
  }

  void add(Result result) {
    Outcome outcome = result.outcome();
    out.printf(
        "%n%s   [load %.1f to %.1f]%n",
        outcome.what(), result.before().oneMinute(), result.after().oneMinute());
    outcome.sides().forEach(this::side);
    out.printf("  goal: %s: %s%n", outcome.goal(), verdict(outcome));
    outcome.notes().forEach(note -> out.printf("  note: %s%n", note));
  }

  private void side(Measured side) {
    Samples samples = side.samples();
    if (samples == null) {
      out.printf("  %-34s not measured: %s%n", side.name(), side.absence());
    } else {
      out.printf(
          LINE,
          side.name(),
          samples.minimumMillis(),
          samples.medianMillis(),
          samples.p99Millis(),
          samples.count());
    }
  }

  private static String verdict(Outcome outcome) {
    Goal.Verdict verdict = outcome.verdict();
    if (verdict.ratio() == null || verdict.met() == null) {
      return "cannot be said, a side is missing";
    }
    String unit = outcome.unit().equals("ms") ? "x" : " " + outcome.unit();
    return (verdict.met() ? "met, %.3f%s" : "MISSED, %.3f%s").formatted(verdict.ratio(), unit);
  }
}
