package dev.sebring.bench.stage;

import dev.sebring.bench.measure.Trial;
import dev.sebring.sandbox.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time of a trial goes, by the {@link Step}s of the product. Steps are nested: a program
 * that was run counts for the step that ran it too.
 *
 * @param millis mean of one trial, for each step in the order of their first ends
 */
public record Breakdown(double wholeMillis, Map<String, Double> millis) {
  public Breakdown {
    millis = new LinkedHashMap<>(millis);
  }

  /** Does a trial some more times, with the steps recorded. */
  public static Breakdown of(Trial trial, int times) throws Exception {
    Duration whole = Duration.ZERO;
    Path file = Files.createTempFile("sebring-bench", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(Step.EVENT).withoutThreshold().withoutStackTrace();
      recording.start();
      for (int time = 0; time < times; time++) {
        whole = whole.plus(trial.once());
      }
      recording.stop();
      recording.dump(file);
      return new Breakdown(whole.toNanos() / 1e6 / times, read(file, times));
    } finally {
      Files.delete(file);
    }
  }

  private static Map<String, Double> read(Path file, int times) throws IOException {
    List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(file));
    events.sort((a, b) -> a.getEndTime().compareTo(b.getEndTime()));
    Map<String, Double> sums = new LinkedHashMap<>();
    for (RecordedEvent event : events) {
      if (event.getEventType().getName().equals(Step.EVENT)) {
        sums.merge(
            event.getString("step"), event.getDuration().toNanos() / 1e6 / times, Double::sum);
      }
    }
    return sums;
  }

  /** Such as "whole 80.1 ms: disk 12.0, runtime 40.2". */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("mean %.1f ms: ".formatted(wholeMillis));
    millis.forEach((step, mean) -> text.append("%s %.1f, ".formatted(step, mean)));
    return text.substring(0, text.length() - 2);
  }
}
