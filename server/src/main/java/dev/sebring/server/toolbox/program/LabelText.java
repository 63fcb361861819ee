package dev.sebring.server.toolbox.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.Json;
import java.util.Optional;

/** What the guest remembers of a process for us, as JSON. It comes from a sandbox: not trusted. */
public final class LabelText {
  private LabelText() {}

  /**
   * Reads a label.
   *
   * @param type a record, whose constructor refuses what its kind of label cannot be
   * @return empty if it is the label of another kind of process, or none at all
   */
  public static <T extends Record> Optional<T> read(String label, Class<T> type) {
    try {
      return Optional.ofNullable(Json.mapper().readValue(label, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
