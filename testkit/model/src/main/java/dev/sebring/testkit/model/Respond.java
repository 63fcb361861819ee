package dev.sebring.testkit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Writes whole answers to one exchange, and closes it. */
final class Respond {
  private final HttpExchange exchange;

  Respond(HttpExchange exchange) {
    this.exchange = exchange;
  }

  void json(int status, JsonNode body) throws IOException {
    whole(status, "application/json", body.toString());
  }

  /** The error shape of the API: https://platform.openai.com/docs/guides/error-codes */
  void error(int status, String message) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type(status))
        .putNull("param")
        .putNull("code");
    json(status, body);
  }

  void whole(int status, String contentType, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
