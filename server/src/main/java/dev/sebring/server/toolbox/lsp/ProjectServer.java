package dev.sebring.server.toolbox.lsp;

import dev.sebring.api.CompletionList;
import dev.sebring.api.LspCompletionParams;
import dev.sebring.api.LspPosition;
import dev.sebring.api.LspSymbol;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.files.FileNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionContext;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.CompletionTriggerKind;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SymbolCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbolParams;

/**
 * A language server that has been told its project. What it is asked about is always what the files
 * have in them now; a document that no client has opened is open for one call. Not thread-safe: one
 * call at a time.
 */
final class ProjectServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
  private static final Duration FILES_LIMIT = Duration.ofSeconds(20);
  private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(5);

  /** Opened to look for symbols in a project whose files the server does not find by itself. */
  private static final int MOST_SEARCHED = 100;

  private final ServerLabel label;
  private final Program program;
  private final GuestPath project;
  private final Connection connection;
  private final Documents documents;

  private ProjectServer(ServerLabel label, GuestPath project, Connection connection) {
    this.label = label;
    this.program = Program.of(label.languageServer());
    this.project = project;
    this.connection = connection;
    this.documents = new Documents(connection);
  }

  /**
   * Tells the server its project. It is ended if that fails.
   *
   * @throws ApiException 502, 504
   */
  static ProjectServer initialize(ServerLabel label, GuestPath project, Connection connection) {
    ProjectServer server = new ProjectServer(label, project, connection);
    try {
      connection.ask("start", START_LIMIT, it -> it.initialize(server.introduction()));
      connection.tell(it -> it.initialized(new InitializedParams()));
      return server;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @SuppressWarnings("deprecation") // older servers know a root only
  private InitializeParams introduction() {
    CompletionItemCapabilities item = new CompletionItemCapabilities();
    item.setDocumentationFormat(List.of(MarkupKind.MARKDOWN, MarkupKind.PLAINTEXT));
    TextDocumentClientCapabilities document = new TextDocumentClientCapabilities();
    document.setCompletion(new CompletionCapabilities(item));
    document.setDocumentSymbol(new DocumentSymbolCapabilities());
    WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
    workspace.setSymbol(new SymbolCapabilities());
    workspace.setWorkspaceFolders(true);
    InitializeParams introduction = new InitializeParams();
    introduction.setCapabilities(new ClientCapabilities(workspace, document, null));
    introduction.setRootUri(FileUris.of(project));
    introduction.setWorkspaceFolders(List.of(new WorkspaceFolder(FileUris.of(project), "project")));
    introduction.setInitializationOptions(program.options());
    return introduction;
  }

  boolean isRunning() {
    return connection.isOpen();
  }

  void open(String uri, ToolboxContext sandbox) {
    refresh(FileUris.path(uri, project, sandbox), sandbox);
  }

  /** Also of a file that is gone. */
  void close(String uri, ToolboxContext sandbox) {
    documents.close(FileUris.pathOfAny(uri, project, sandbox));
  }

  CompletionList completions(LspCompletionParams request, ToolboxContext sandbox) {
    GuestPath path = FileUris.path(request.uri(), project, sandbox);
    CompletionParams params =
        new CompletionParams(
            new TextDocumentIdentifier(FileUris.of(path)), position(request.position()));
    if (request.context() != null) {
      params.setContext(context(request.context()));
    }
    try (OpenForOneCall _ = opened(List.of(path), sandbox)) {
      return Answers.completions(
          connection.ask(
              "answer", ANSWER_LIMIT, it -> it.getTextDocumentService().completion(params)));
    }
  }

  private static Position position(LspPosition position) {
    if (position.line() < 0 || position.character() < 0) {
      throw ApiException.badRequest(
          "bad request: line and character of a position count from 0: "
              + position.line()
              + ", "
              + position.character());
    }
    return new Position(position.line(), position.character());
  }

  private static CompletionContext context(dev.sebring.api.CompletionContext context) {
    if (context.triggerKind() < 1 || context.triggerKind() > 3) {
      throw ApiException.badRequest(
          "bad request: triggerKind must be 1, 2 or 3: " + context.triggerKind());
    }
    return new CompletionContext(
        CompletionTriggerKind.forValue(context.triggerKind()), context.triggerCharacter());
  }

  List<LspSymbol> documentSymbols(String uri, ToolboxContext sandbox) {
    GuestPath path = FileUris.path(uri, project, sandbox);
    String name = FileUris.of(path);
    DocumentSymbolParams params = new DocumentSymbolParams(new TextDocumentIdentifier(name));
    try (OpenForOneCall _ = opened(List.of(path), sandbox)) {
      return Answers.symbolsOf(
          name,
          connection.ask(
              "answer", ANSWER_LIMIT, it -> it.getTextDocumentService().documentSymbol(params)));
    }
  }

  List<LspSymbol> workspaceSymbols(String query, ToolboxContext sandbox) {
    try (OpenForOneCall _ = opened(searched(sandbox), sandbox)) {
      if (program == Program.PYRIGHT) {
        awaitFiles();
      }
      return Answers.symbols(
          connection.ask(
              "answer",
              ANSWER_LIMIT,
              it -> it.getWorkspaceService().symbol(new WorkspaceSymbolParams(query))));
    }
  }

  /** What has to be open, or the server finds nothing. */
  private List<GuestPath> searched(ToolboxContext sandbox) {
    SourceFiles sources = new SourceFiles(program, files(sandbox));
    if (!program.findsFiles(sources.namesIn(project))) {
      return sources.below(project, MOST_SEARCHED);
    }
    return documents.areOpen() ? List.of() : sources.below(project, 1);
  }

  /** It answers before it has listed the project's files, and then with nothing. */
  private void awaitFiles() {
    CompletableFuture<Void> found = connection.host().filesFound();
    connection.ask(
        "list its files",
        ANSWER_LIMIT,
        it -> found.copy().completeOnTimeout(null, FILES_LIMIT.toSeconds(), TimeUnit.SECONDS));
  }

  private OpenForOneCall opened(List<GuestPath> paths, ToolboxContext sandbox) {
    List<GuestPath> others = paths.stream().filter(path -> !documents.isOpen(path)).toList();
    List<GuestPath> opened = new ArrayList<>();
    OpenForOneCall call = () -> opened.forEach(documents::close);
    try {
      for (GuestPath path : paths) {
        refresh(path, sandbox);
        if (others.contains(path)) {
          opened.add(path);
        }
      }
      return call;
    } catch (RuntimeException e) {
      call.close();
      throw e;
    }
  }

  private void refresh(GuestPath path, ToolboxContext sandbox) {
    String language =
        program.documentLanguage(FileNames.text(path.lastName()), label.languageServer());
    documents.refresh(path, language, files(sandbox));
  }

  private static GuestFiles files(ToolboxContext sandbox) {
    return sandbox.guest().files(sandbox.user());
  }

  /** Lets it end by itself, and ends it. */
  @Override
  public void close() {
    try {
      connection.ask("end", GOODBYE_LIMIT, it -> it.shutdown());
      connection.tell(it -> it.exit());
    } catch (ApiException e) {
      // It is ended all the same.
    } finally {
      connection.close();
    }
  }

  private interface OpenForOneCall extends AutoCloseable {
    @Override
    void close();
  }
}
