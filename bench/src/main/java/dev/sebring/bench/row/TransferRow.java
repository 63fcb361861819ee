package dev.sebring.bench.row;

import dev.sebring.bench.measure.Contest;
import dev.sebring.bench.measure.Goal;
import dev.sebring.bench.measure.Measured;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.measure.Side;
import dev.sebring.bench.measure.Trial;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.peer.Program;
import dev.sebring.bench.stage.Stage;
import dev.sebring.client.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A file into a sandbox and out of it. */
final class TransferRow implements Row {
  private static final Goal UP = goal("upload");
  private static final Goal DOWN = goal("download");
  private static final String REMOTE = "/home/daytona/file";

  private static Goal goal(String side) {
    return new Goal("under 3x cp", side, "cp", 3, Double.POSITIVE_INFINITY);
  }

  @Override
  public List<Outcome> measure(Stage stage, Peers peers, Effort effort) throws Exception {
    Path file = stage.directory().resolve("file");
    Path copy = stage.directory().resolve("copy");
    byte[] content = new byte[effort.transferMebibytes() << 20];
    new Random(1).nextBytes(content);
    Files.write(file, content);
    Program copying = Program.of("cp", file.toString(), copy.toString());
    Sandbox sandbox = stage.create();
    try {
      List<Side> sides =
          List.of(
              Side.of("upload", Trial.of(() -> sandbox.getFs().uploadFile(file, REMOTE))),
              Side.of("download", Trial.of(() -> sandbox.getFs().downloadFile(REMOTE, copy))),
              Side.of("cp", copying::toEnd));
      List<Measured> measured = Contest.run(sides, effort.turns(), effort.budget());
      if (Files.mismatch(file, copy) >= 0) {
        throw new IllegalStateException("the file that came back is another");
      }
      String size = effort.transferMebibytes() + " MiB ";
      return List.of(
          Outcome.ofTimes("transfer", size + "up", UP, measured, List.of()),
          Outcome.ofTimes("transfer", size + "down", DOWN, measured, List.of()));
    } finally {
      stage.delete(sandbox);
      Files.deleteIfExists(file);
      Files.deleteIfExists(copy);
    }
  }
}
