package dev.sebring.client;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CompletionList;
import dev.sebring.api.Json;
import dev.sebring.api.LspCompletionParams;
import dev.sebring.api.LspDocumentRequest;
import dev.sebring.api.LspPosition;
import dev.sebring.api.LspServerRequest;
import dev.sebring.api.LspSymbol;
import java.util.List;

/**
 * The language server of one project in a sandbox. It must be started before it is asked: otherwise
 * a call fails with the code {@code LSP_SERVER_NOT_INITIALIZED} of {@link
 * dev.sebring.api.ErrorCode}. A path that is relative starts in the sandbox's working directory.
 * Lines and characters count from 0. This class is thread-safe.
 */
public final class LspServer {
  private static final String POST = "POST";
  private static final String FILE = "file://";

  private final Toolbox toolbox;
  private final CodeLanguage language;
  private final String pathToProject;

  LspServer(Toolbox toolbox, CodeLanguage language, String pathToProject) {
    this.toolbox = toolbox;
    this.language = language;
    this.pathToProject = pathToProject;
  }

  /** Starts it. Does nothing if it runs. */
  public void start() {
    post("start a language server", "/start", new LspServerRequest(language, pathToProject));
  }

  /** Ends it. */
  public void stop() {
    post("stop a language server", "/stop", new LspServerRequest(language, pathToProject));
  }

  /** Opens a document, so that it is known before it is asked about. */
  public void didOpen(String path) {
    post("open " + path, "/did-open", document(path));
  }

  /** Closes a document. */
  public void didClose(String path) {
    post("close " + path, "/did-close", document(path));
  }

  /** What can stand at a place in a document, as it is in the sandbox now. */
  public CompletionList completions(String path, LspPosition position) {
    return toolbox.call(
        toolbox
            .operation("complete " + path, POST, "/lsp/completions")
            .body(
                Body.json(
                    new LspCompletionParams(language, pathToProject, FILE + path, position, null))),
        CompletionList.class);
  }

  /** The symbols of a document. */
  public List<LspSymbol> documentSymbols(String path) {
    return symbols("list the symbols of " + path, "/document-symbols", "uri", FILE + path);
  }

  /** The symbols of all of the project whose names fit a text. */
  public List<LspSymbol> workspaceSymbols(String query) {
    return symbols("look for symbols", "/workspacesymbols", "query", query);
  }

  private List<LspSymbol> symbols(String tried, String call, String key, String value) {
    return toolbox.call(
        toolbox
            .operation(tried, "GET", "/lsp" + call)
            .query("languageId", language.wire())
            .query("pathToProject", pathToProject)
            .query(key, value),
        Json.mapper().getTypeFactory().constructCollectionType(List.class, LspSymbol.class));
  }

  private LspDocumentRequest document(String path) {
    return new LspDocumentRequest(language, pathToProject, FILE + path);
  }

  private void post(String tried, String call, Object body) {
    toolbox.bytes(toolbox.operation(tried, POST, "/lsp" + call).body(Body.json(body)));
  }
}
