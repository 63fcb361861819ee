package dev.sebring.bench.row;

import dev.sebring.bench.measure.Goal;
import dev.sebring.bench.measure.Measured;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.measure.Samples;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.stage.Stage;
import java.time.Duration;
import java.util.List;

/** Many creates at the same moment, against as many one after another. */
final class BurstRow implements Row {
  private static final double GOAL = 3;

  @Override
  public List<Outcome> measure(Stage stage, Peers peers, Effort effort) throws Exception {
    Samples alone = samples(stage, effort, 1);
    Samples together = samples(stage, effort, effort.burst());
    double ratio = together.p99Millis() / alone.medianMillis();
    return List.of(
        new Outcome(
            "burst",
            effort.burst() + " creates at once",
            "ms",
            "p99 under 3x the median of one after another",
            List.of(
                new Measured("at once", together, null),
                new Measured("one after another", alone, null)),
            new Goal.Verdict(ratio, ratio < GOAL),
            List.of("the ratio is p99 at once over the median of one after another")));
  }

  private static Samples samples(Stage stage, Effort effort, int side) throws Exception {
    try (ManyAtOnce sandboxes = new ManyAtOnce(stage)) {
      sandboxes.make(1, 1, Duration.ofMinutes(1));
      Duration budget = side == 1 ? effort.budget() : Duration.ofMinutes(2);
      return Samples.of(sandboxes.make(effort.burst(), side, budget));
    }
  }
}
