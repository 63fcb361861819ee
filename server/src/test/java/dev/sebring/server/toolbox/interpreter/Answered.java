package dev.sebring.server.toolbox.interpreter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.TestSocket;
import dev.sebring.server.toolbox.TestSocket.Closed;
import dev.sebring.server.toolbox.ToolboxServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that a client hears of one run. */
record Answered(List<JsonNode> messages, Closed closed) {
  static final String EXECUTE = "/process/interpreter/execute";

  static Answered to(ToolboxServer server, String code) throws Exception {
    return to(server, code, Map.of());
  }

  /**
   * @param fields of the request beside the code
   */
  static Answered to(ToolboxServer server, String code, Map<String, ?> fields) throws Exception {
    try (TestSocket socket = ask(server, code, fields)) {
      return of(socket);
    }
  }

  static TestSocket ask(ToolboxServer server, String code, Map<String, ?> fields) {
    TestSocket socket = server.webSocket(EXECUTE);
    Map<String, Object> request = new LinkedHashMap<>(fields);
    request.put("code", code);
    socket.send(Json.write(request));
    return socket;
  }

  static Answered of(TestSocket socket) throws Exception {
    return new Answered(
        socket.all().stream().map(message -> json(message.toString())).toList(), socket.closed());
  }

  static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  String stdout() {
    return texts("stdout");
  }

  String stderr() {
    return texts("stderr");
  }

  private String texts(String type) {
    return messages.stream()
        .filter(message -> message.path("type").asText().equals(type))
        .map(message -> message.path("text").asText())
        .collect(Collectors.joining());
  }

  List<String> types() {
    return messages.stream().map(message -> message.path("type").asText()).distinct().toList();
  }

  /** The first message of a type; a missing node if there is none. */
  JsonNode first(String type) {
    return messages.stream()
        .filter(message -> message.path("type").asText().equals(type))
        .findFirst()
        .orElse(Json.mapper().missingNode());
  }

  JsonNode error() {
    return first("error");
  }

  JsonNode result() {
    return first("result");
  }

  /** How an official client takes it for well done. */
  boolean completed() {
    return closed.code() == 1000
        && messages.getLast().toString().equals("{\"type\":\"control\",\"text\":\"completed\"}");
  }
}
