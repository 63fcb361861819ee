package dev.sebring.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.bench.measure.Measured;
import dev.sebring.bench.measure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes results for programs: every sample of every side. */
final class JsonFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  static void write(Path file, Instant start, List<Result> results) throws IOException {
    ObjectNode all = MAPPER.createObjectNode();
    all.put("start", start.toString());
    all.put("processors", Runtime.getRuntime().availableProcessors());
    all.put("kernel", System.getProperty("os.version"));
    all.put("java", Runtime.version().toString());
    ArrayNode rows = all.putArray("rows");
    results.forEach(result -> add(rows.addObject(), result));
    Files.createDirectories(file.toAbsolutePath().getParent());
    MAPPER.writeValue(file.toFile(), all);
  }

  private static void add(ObjectNode row, Result result) {
    row.put("row", result.outcome().row());
    row.put("what", result.outcome().what());
    row.put("unit", result.outcome().unit());
    row.put("goal", result.outcome().goal());
    row.put("reached", result.outcome().verdict().ratio());
    row.put("met", result.outcome().verdict().met());
    row.put("loadBefore", result.before().oneMinute());
    row.put("loadAfter", result.after().oneMinute());
    result.outcome().notes().forEach(row.putArray("notes")::add);
    ArrayNode sides = row.putArray("sides");
    result.outcome().sides().forEach(side -> add(sides.addObject(), side));
  }

  private static void add(ObjectNode side, Measured measured) {
    side.put("name", measured.name());
    Samples samples = measured.samples();
    if (samples == null) {
      side.put("notMeasured", measured.absence());
      return;
    }
    side.put("min", samples.minimumMillis());
    side.put("median", samples.medianMillis());
    side.put("p99", samples.p99Millis());
    ArrayNode times = side.putArray("samples");
    samples.sorted().forEach(time -> times.add(time.toNanos() / 1e6));
  }
}
