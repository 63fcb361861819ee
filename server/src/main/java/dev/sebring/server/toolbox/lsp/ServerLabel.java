package dev.sebring.server.toolbox.lsp;

import static java.util.Objects.requireNonNull;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.program.LabelText;
import java.util.Optional;

/**
 * What the guest remembers of a language server. Immutable and thread-safe.
 *
 * @param languageServer its language; tells it from other processes
 * @param project the directory, without links in it
 */
record ServerLabel(CodeLanguage languageServer, String project) {
  ServerLabel {
    requireNonNull(languageServer);
    requireNonNull(project);
  }

  String text() {
    return Json.write(this);
  }

  /** Reads one; empty: of a process that is no language server. */
  static Optional<ServerLabel> parse(String label) {
    return LabelText.read(label, ServerLabel.class);
  }
}
