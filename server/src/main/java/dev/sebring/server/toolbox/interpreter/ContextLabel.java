package dev.sebring.server.toolbox.interpreter;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.program.LabelText;
import java.time.Instant;
import java.util.Optional;

/**
 * What the guest remembers of a context. Immutable and thread-safe.
 *
 * @param interpreter the context's id; tells it from other processes
 * @param created when the context was, which may be before its process
 */
record ContextLabel(String interpreter, CodeLanguage language, String cwd, Instant created) {
  private static final String DEFAULT = "default";

  ContextLabel {
    requireNonNull(interpreter);
    requireNonNull(language);
    requireNonNull(cwd);
    requireNonNull(created);
  }

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
    return LabelText.read(label, ContextLabel.class);
  }
}
