package dev.sebring.server.toolbox.interpreter;

import dev.sebring.api.CodeLanguage;
import dev.sebring.api.CreateInterpreterContext;
import dev.sebring.api.InterpreterContext;
import dev.sebring.api.InterpreterContexts;
import dev.sebring.api.Message;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.gateway.ToolboxRoutes;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import dev.sebring.server.http.Operation;

/** {@code /process/interpreter} and below (contract 3.5). Thread-safe. */
public final class InterpreterEndpoints {
  private static final String CONTEXT = "/process/interpreter/context";

  private final Contexts contexts = new Contexts();

  private InterpreterEndpoints() {}

  public static void addTo(ToolboxRoutes routes) {
    InterpreterEndpoints endpoints = new InterpreterEndpoints();
    routes.post(
        CONTEXT,
        Operation.of("Create a context of the code interpreter")
            .takes(CreateInterpreterContext.class)
            .answers(InterpreterContext.class),
        endpoints::create);
    routes.get(
        CONTEXT,
        Operation.of("List the contexts that were created").answers(InterpreterContexts.class),
        (exchange, sandbox) -> exchange.answer(list(sandbox)));
    routes.delete(
        CONTEXT + "/{contextId}",
        Operation.of("Delete a context and end what runs in it").answers(Message.class),
        endpoints::delete);
    routes.get(
        "/process/interpreter/execute",
        Operation.of("Run code in a context, as a WebSocket"),
        endpoints::execute);
  }

  private void create(Exchange exchange, ToolboxContext sandbox) {
    CreateInterpreterContext request = exchange.body(CreateInterpreterContext.class);
    CodeLanguage language = request.language() == null ? CodeLanguage.PYTHON : request.language();
    if (language != CodeLanguage.PYTHON && !sandbox.additions()) {
      throw ApiException.badRequest("bad request: language must be python");
    }
    exchange.answer(contexts.create(sandbox, sandbox.guest(), language, request.cwd()).toApi());
  }

  private static InterpreterContexts list(ToolboxContext sandbox) {
    return new InterpreterContexts(
        HeldContext.all(sandbox.guest()).stream()
            .filter(context -> !ContextLabel.isDefault(context.label().interpreter()))
            .map(HeldContext::toApi)
            .toList());
  }

  private void delete(Exchange exchange, ToolboxContext sandbox) {
    String id = exchange.pathParameter("contextId");
    if (ContextLabel.isDefault(id)) {
      throw ApiException.badRequest("bad request: the default context cannot be deleted");
    }
    contexts.delete(sandbox, sandbox.guest(), id);
    exchange.answer(new Message("context " + id + " was deleted"));
  }

  private void execute(Exchange exchange, ToolboxContext sandbox) {
    exchange.converse(null, new RunConversation(contexts, sandbox, sandbox.guest()));
  }
}
