package dev.sebring.server.toolbox.lsp;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guest remembers of a language server. Immutable and thread-safe.
 *
 * @param languageServer its language; tells it from other processes
 * @param project the directory, without links in it
 */
record ServerLabel(CodeLanguage languageServer, String project) {
  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is no language server. */
  static Optional<ServerLabel> parse(String label) {
    try {
      Fields fields = Json.mapper().readValue(label, Fields.class);
      return fields == null || fields.languageServer == null || fields.project == null
          ? Optional.empty()
          : Optional.of(new ServerLabel(fields.languageServer, fields.project));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private record Fields(@Nullable CodeLanguage languageServer, @Nullable String project) {}
}
