package dev.sebring.bench.row;

import dev.sebring.bench.measure.Contest;
import dev.sebring.bench.measure.Goal;
import dev.sebring.bench.measure.Measured;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.measure.Side;
import dev.sebring.bench.measure.Trial;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.stage.Breakdown;
import dev.sebring.bench.stage.Stage;
import dev.sebring.client.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From asking for a sandbox to the first output of a program in it. */
final class CreateRow implements Row {
  private static final String OURS = "sebring create + execute";

  private static final Goal POOL =
      new Goal("under 1/20 of docker run, and under 10 ms", OURS, "docker run", 1 / 20.0, 10);
  private static final Goal EMPTY_POOL =
      new Goal("under 2x runc run", OURS, "runc run", 2, Double.POSITIVE_INFINITY);

  @Override
  public List<Outcome> measure(Stage stage, Peers peers, Effort effort) throws Exception {
    Trial ours = () -> createAndDelete(stage);
    List<Side> sides =
        List.of(
            Side.of(OURS, ours),
            peers.dockerRun(),
            peers.runc(),
            peers.runsc(),
            peers.bubblewrap());
    List<Measured> measured = Contest.run(sides, effort.turns(), effort.budget().multipliedBy(2));
    String breakdown = "where it goes: " + breakdown(stage, effort.breakdowns());
    List<String> emptyNotes =
        new ArrayList<>(
            List.of(
                "runc runs the same bundle on a ready tree, without id range, overlay or network",
                breakdown));
    return List.of(
        Outcome.ofTimes(
            "create",
            "create to first output, from the pool",
            POOL,
            measured,
            List.of("there are no pools yet: this is a create from nothing")),
        Outcome.ofTimes(
            "create", "create to first output, empty pool", EMPTY_POOL, measured, emptyNotes));
  }

  private static Duration createAndDelete(Stage stage) throws Exception {
    List<Sandbox> made = new ArrayList<>(1);
    try {
      return create(stage, made);
    } finally {
      made.forEach(stage::delete);
    }
  }

  private static Duration create(Stage stage, List<Sandbox> made) throws Exception {
    return Trial.time(() -> {
      Sandbox sandbox = stage.create();
      made.add(sandbox);
      Checked.output("hello", sandbox.getProcess().executeCommand("echo hello"));
    });
  }

  /** Deletes only afterwards, for that has the same steps and is not part of this. */
  private static Breakdown breakdown(Stage stage, int times) throws Exception {
    List<Sandbox> made = new ArrayList<>(times);
    try {
      return Breakdown.of(() -> create(stage, made), times);
    } finally {
      made.forEach(stage::delete);
    }
  }
}
