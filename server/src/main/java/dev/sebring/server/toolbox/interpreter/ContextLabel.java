package dev.sebring.server.toolbox.interpreter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the guest remembers of a context. Immutable and thread-safe.
 *
 * @param interpreter the context's id; tells it from other processes
 * @param created when the context was, which may be before its process
 */
record ContextLabel(String interpreter, CodeLanguage language, String cwd, Instant created) {
  private static final String DEFAULT = "default";

  /** Every language has a default context; Python's is the one of the Daytona API. */
  static String defaultId(CodeLanguage language) {
    return language == CodeLanguage.PYTHON ? DEFAULT : DEFAULT + "-" + language.wire();
  }

  static boolean isDefault(String id) {
    return defaultLanguage(id).isPresent();
  }

  /** The language of a default context by its id; empty for other ids. */
  static Optional<CodeLanguage> defaultLanguage(String id) {
    for (CodeLanguage language : CodeLanguage.values()) {
      if (id.equals(defaultId(language))) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is no context. */
  static Optional<ContextLabel> parse(String label) {
    try {
      Fields fields = Json.mapper().readValue(label, Fields.class);
      return fields == null
              || fields.interpreter == null
              || fields.language == null
              || fields.cwd == null
              || fields.created == null
          ? Optional.empty()
          : Optional.of(
              new ContextLabel(fields.interpreter, fields.language, fields.cwd, fields.created));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private record Fields(
      @Nullable String interpreter,
      @Nullable CodeLanguage language,
      @Nullable String cwd,
      @Nullable Instant created) {}
}
