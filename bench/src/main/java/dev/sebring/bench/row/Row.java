package dev.sebring.bench.row;

import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.stage.Stage;
import java.util.List;

/** What is measured at one go: one line of the table, or a few that belong together. */
@FunctionalInterface
public interface Row {
  List<Outcome> measure(Stage stage, Peers peers, Effort effort) throws Exception;
}
