package dev.sebring.testkit.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** {@code GET /v1/models}: the one model there is. */
final class ModelsHandler implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Respond respond = new Respond(exchange);
    if (!exchange.getRequestMethod().equals("GET")) {
      respond.error(405, "use GET");
      return;
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    list.putArray("data")
        .addObject()
        .put("id", ScriptedModelServer.MODEL_NAME)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "sebring");
    respond.json(200, list);
  }
}
