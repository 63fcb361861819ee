package dev.sebring.server.toolbox.lsp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.jspecify.annotations.Nullable;

/** This side of a conversation: no settings, no files, and nobody to show anything. Thread-safe. */
final class Host implements Endpoint {
  /** Pyright's word that it has listed the project's files, which it does after it has started. */
  private static final Pattern FILES_FOUND =
      Pattern.compile("^(Found \\d+ source files?|No source files found)");

  private static final int MOST_SETTINGS = 1000;

  private final CompletableFuture<Void> filesFound = new CompletableFuture<>();

  /** Completes when a Pyright has listed its files. */
  CompletableFuture<Void> filesFound() {
    return filesFound;
  }

  @Override
  public CompletableFuture<?> request(String method, @Nullable Object parameters) {
    if (parameters instanceof ConfigurationParams asked
        && asked.getItems() != null
        && asked.getItems().size() <= MOST_SETTINGS) {
      return CompletableFuture.completedFuture(
          new ArrayList<>(Collections.nCopies(asked.getItems().size(), null)));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void notify(String method, @Nullable Object parameters) {
    if (parameters instanceof MessageParams said
        && said.getMessage() != null
        && FILES_FOUND.matcher(said.getMessage()).lookingAt()) {
      filesFound.complete(null);
    }
  }
}
