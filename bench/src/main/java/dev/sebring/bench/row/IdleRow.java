package dev.sebring.bench.row;

import dev.sebring.bench.measure.Goal;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.stage.Memory;
import dev.sebring.bench.stage.Stage;
import java.util.List;

/** What a sandbox costs that does nothing. */
final class IdleRow implements Row {
  private static final double GOAL_MEBIBYTES = 3;
  private static final int MADE_AT_ONCE = 4;
  private static final double MEBI = 1 << 20;

  @Override
  public List<Outcome> measure(Stage stage, Peers peers, Effort effort) throws Exception {
    try (ManyAtOnce sandboxes = new ManyAtOnce(stage)) {
      long before = Memory.used();
      sandboxes.make(effort.idle(), MADE_AT_ONCE, effort.budget().multipliedBy(4));
      Thread.sleep(1000);
      long after = Memory.used();
      int number = sandboxes.size();
      Memory.Groups groups = Memory.ofGroups(stage.cgroup());
      double charged = groups.charged() / MEBI / number;
      double host = (after - before) / MEBI / number;
      return List.of(
          new Outcome(
              "idle",
              number + " idle sandboxes, memory each",
              "MiB",
              "under 3 MiB each",
              List.of(),
              new Goal.Verdict(charged, charged < GOAL_MEBIBYTES),
              List.of(
                  ("charged to the sandbox's cgroup: %.2f MiB each (process 1, kernel memory and"
                          + " page cache of %d groups)")
                      .formatted(charged, groups.number()),
                  ("taken from the host: %.2f MiB each (MemTotal - MemAvailable, before and after;"
                          + " with the server's share, and whatever else the host did)")
                      .formatted(host),
                  "%d of %d were made in the time that there was"
                      .formatted(number, effort.idle()))));
    }
  }
}
