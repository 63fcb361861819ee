package dev.sebring.server.toolbox.git;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sebring.api.GitCommitInfo;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.files.FileNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes what {@code git log -z} tells as JSON, commit by commit, in constant memory however long
 * the history is. Not thread-safe.
 */
final class HistoryWriter {
  /** Five texts, each with a zero byte at its end. */
  static final String FORMAT = "%H%x00%an%x00%ae%x00%aI%x00%B";

  private static final int FIELDS = 5;

  private final JsonGenerator json;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private final List<String> commit = new ArrayList<>(FIELDS);

  private HistoryWriter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * @throws IOException if Git fails on the way, which leaves the answer without its end
   */
  static void write(GitProcess log, OutputStream out) throws IOException {
    try (JsonGenerator json = Json.mapper().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      HistoryWriter writer = new HistoryWriter(json);
      json.writeStartArray();
      for (Optional<byte[]> piece; (piece = log.next()).isPresent(); ) {
        writer.add(piece.get());
      }
      if (log.exitCode() != 0) {
        throw new IOException("git log failed: " + log.errors());
      }
      json.writeEndArray();
    }
  }

  private void add(byte[] piece) throws IOException {
    for (byte b : piece) {
      if (b != 0) {
        field.write(b);
        continue;
      }
      commit.add(FileNames.text(field.toByteArray()));
      field.reset();
      if (commit.size() == FIELDS) {
        json.writePOJO(
            new GitCommitInfo(
                commit.get(0),
                commit.get(1),
                commit.get(2),
                commit.get(4).stripTrailing(),
                commit.get(3)));
        commit.clear();
      }
    }
  }
}
