package dev.sebring.bench;

import static java.util.Objects.requireNonNull;

import dev.sebring.bench.measure.Load;
import dev.sebring.bench.measure.Outcome;
import dev.sebring.bench.peer.Peers;
import dev.sebring.bench.row.Row;
import dev.sebring.bench.row.Rows;
import dev.sebring.bench.stage.Stage;
import dev.sebring.client.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints what Sebring costs, beside what a user would take instead: {@code make bench}. */
public final class Bench {
  private Bench() {}

  /** Runs it; {@link Options} says with which words. */
  public static void main(String[] words) throws Exception {
    try {
      run(Options.parse(List.of(words)), System.out);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    }
  }

  static List<Result> run(Options options, PrintStream out) throws Exception {
    Instant start = Instant.now();
    List<Result> results = new ArrayList<>();
    TextTable table = new TextTable(out);
    table.head(Runtime.getRuntime().availableProcessors());
    try (Stage stage = Stage.start();
        Peers peers =
            new Peers(
                options.peers(),
                stage.directory(),
                options.cache(),
                stage.snapshot(),
                () -> runtimeConfig(stage))) {
      for (String name : options.rows()) {
        Row row = requireNonNull(Rows.all().get(name), name);
        Load before = Load.now();
        List<Outcome> outcomes = row.measure(stage, peers, options.effort());
        Load after = Load.now();
        outcomes.stream().map(outcome -> new Result(outcome, before, after)).forEach(results::add);
        outcomes.forEach(outcome -> table.add(new Result(outcome, before, after)));
      }
    }
    JsonFile.write(options.json(), start, results);
    out.println("\nmachine-readable: " + options.json().toAbsolutePath());
    return results;
  }

  /** A copy of what the runtime is told about a sandbox; that sandbox is gone again. */
  private static Path runtimeConfig(Stage stage) {
    Sandbox sandbox = stage.create();
    try {
      return Files.copy(
          stage.runtimeConfig(sandbox), stage.directory().resolve("sandbox-config.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      stage.delete(sandbox);
    }
  }
}
