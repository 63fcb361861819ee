package dev.sebring.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.bench.row.Rows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
  @Test
  void everyRowIsMeasuredAndWritten(@TempDir Path directory) throws Exception {
    Path json = directory.resolve("bench.json");
    ByteArrayOutputStream table = new ByteArrayOutputStream();

    Bench.run(
        Options.parse(List.of("--once", "--peers", "runc", "--json", json.toString())),
        new PrintStream(table, true, UTF_8));

    JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
    assertThat(rows.findValuesAsText("row")).containsAll(Rows.all().keySet());
    for (JsonNode row : rows) {
      assertThat(table.toString(UTF_8)).contains(row.get("what").asText());
      if (!row.get("row").asText().equals("idle")) {
        assertThat(row.at("/sides/0/samples").size()).as("samples of ours in %s", row).isPositive();
      }
    }
    assertThat(rows.at("/1/sides/2/samples").size()).as("samples of runc run").isPositive();
  }
}
