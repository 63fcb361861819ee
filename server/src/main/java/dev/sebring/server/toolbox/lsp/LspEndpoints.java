package dev.sebring.server.toolbox.lsp;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CompletionList;
import dev.sebring.api.LspCompletionParams;
import dev.sebring.api.LspDocumentRequest;
import dev.sebring.api.LspServerRequest;
import dev.sebring.api.LspSymbol;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxEndpoint;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;
import dev.sebring.server.toolbox.files.FileFailures;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** {@code /lsp} and below (contract 5.2). Thread-safe. */
public final class LspEndpoints {
  private final LanguageServers servers = new LanguageServers();

  private LspEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    LspEndpoints endpoints = new LspEndpoints();
    routes.post(
        "/lsp/start",
        Operation.of("Start the language server of a project, unless it runs")
            .takes(LspServerRequest.class)
            .answers(200),
        untilTheClientLeaves(endpoints::start));
    routes.post(
        "/lsp/stop",
        Operation.of("Stop the language server of a project")
            .takes(LspServerRequest.class)
            .answers(200),
        untilTheClientLeaves(endpoints::stop));
    routes.post(
        "/lsp/did-open",
        Operation.of("Open a document").takes(LspDocumentRequest.class).answers(200),
        untilTheClientLeaves(endpoints::didOpen));
    routes.post(
        "/lsp/did-close",
        Operation.of("Close a document").takes(LspDocumentRequest.class).answers(200),
        untilTheClientLeaves(endpoints::didClose));
    routes.post(
        "/lsp/completions",
        Operation.of("What can stand at a place in a document")
            .takes(LspCompletionParams.class)
            .answers(CompletionList.class),
        untilTheClientLeaves(endpoints::completions));
    routes.get(
        "/lsp/document-symbols",
        Operation.of("The symbols of a document")
            .requiredQuery("languageId")
            .requiredQuery("pathToProject")
            .requiredQuery("uri")
            .answersListOf(LspSymbol.class),
        untilTheClientLeaves(endpoints::documentSymbols));
    routes.get(
        "/lsp/workspacesymbols",
        Operation.of("The symbols of a project whose names fit a text")
            .requiredQuery("languageId")
            .requiredQuery("pathToProject")
            .query("query")
            .answersListOf(LspSymbol.class),
        untilTheClientLeaves(endpoints::workspaceSymbols));
  }

  private static ToolboxEndpoint untilTheClientLeaves(ToolboxEndpoint endpoint) {
    return FileFailures.translated((exchange, sandbox) -> {
      exchange.whenClientLeaves(Thread.currentThread()::interrupt);
      endpoint.handle(exchange, sandbox);
    });
  }

  private void start(Exchange exchange, ToolboxContext sandbox) {
    LspServerRequest request = exchange.body(LspServerRequest.class);
    servers.start(request.languageId(), request.pathToProject(), sandbox);
    exchange.answerEmpty(200);
  }

  private void stop(Exchange exchange, ToolboxContext sandbox) {
    LspServerRequest request = exchange.body(LspServerRequest.class);
    servers.stop(request.languageId(), request.pathToProject(), sandbox);
    exchange.answerEmpty(200);
  }

  private void didOpen(Exchange exchange, ToolboxContext sandbox) {
    document(exchange, sandbox, (server, uri) -> server.open(uri, sandbox));
  }

  private void didClose(Exchange exchange, ToolboxContext sandbox) {
    document(exchange, sandbox, (server, uri) -> server.close(uri, sandbox));
  }

  private void document(
      Exchange exchange, ToolboxContext sandbox, BiConsumer<ProjectServer, String> change) {
    LspDocumentRequest request = exchange.body(LspDocumentRequest.class);
    servers.use(
        request.languageId(),
        request.pathToProject(),
        sandbox,
        server -> {
          change.accept(server, request.uri());
          return server;
        });
    exchange.answerEmpty(200);
  }

  private void completions(Exchange exchange, ToolboxContext sandbox) {
    LspCompletionParams request = exchange.body(LspCompletionParams.class);
    exchange.answer(
        servers.use(
            request.languageId(),
            request.pathToProject(),
            sandbox,
            server -> server.completions(request, sandbox)));
  }

  private void documentSymbols(Exchange exchange, ToolboxContext sandbox) {
    String uri = exchange.requiredQuery("uri");
    exchange.answer(query(exchange, sandbox, server -> server.documentSymbols(uri, sandbox)));
  }

  private void workspaceSymbols(Exchange exchange, ToolboxContext sandbox) {
    String query = exchange.query("query").orElse("");
    exchange.answer(query(exchange, sandbox, server -> server.workspaceSymbols(query, sandbox)));
  }

  private <T> T query(Exchange exchange, ToolboxContext sandbox, Function<ProjectServer, T> call) {
    String language = exchange.requiredQuery("languageId");
    return servers.use(
        CodeLanguage.find(language)
            .orElseThrow(() ->
                ApiException.badRequest(
                    "bad request: languageId must be python, typescript or javascript: "
                        + language)),
        exchange.requiredQuery("pathToProject"),
        sandbox,
        call);
  }
}
