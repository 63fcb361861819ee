package dev.sebring.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends chat completion requests as they are on the wire. */
final class WireClient {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI baseUrl;

  WireClient(ScriptedModelServer server) {
    this.baseUrl = server.baseUrl();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(baseUrl + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(JsonNode body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The data of each event of a streamed answer, but the last, which must be {@code [DONE]}. */
  List<JsonNode> stream(ObjectNode body) throws IOException, InterruptedException {
    body.put("stream", true).putObject("stream_options").put("include_usage", true);
    List<JsonNode> events = new ArrayList<>();
    String text = post(body).body();
    if (!text.endsWith("data: [DONE]\n\n")) {
      throw new IOException("the stream did not end with [DONE]: " + text);
    }
    for (String line : text.split("\n\n")) {
      if (!line.equals("data: [DONE]")) {
        events.add(MAPPER.readTree(line.substring("data: ".length())));
      }
    }
    return events;
  }

  static ObjectNode request(Map<?, ?>... messages) {
    ObjectNode body = MAPPER.createObjectNode().put("model", "m");
    ArrayNode list = body.putArray("messages");
    for (Map<?, ?> message : messages) {
      list.add(MAPPER.valueToTree(message));
    }
    return body;
  }

  static Map<?, ?> user(String text) {
    return Map.of("role", "user", "content", text);
  }

  static Map<?, ?> assistantCalls(ToolCall... calls) {
    List<Map<?, ?>> wire = new ArrayList<>();
    for (ToolCall call : calls) {
      Map<?, ?> function = Map.of("name", call.name(), "arguments", call.arguments());
      wire.add(Map.of("id", call.id(), "type", "function", "function", function));
    }
    return Map.of("role", "assistant", "tool_calls", wire);
  }

  static Map<?, ?> toolResult(ToolCall call, String text) {
    return Map.of("role", "tool", "tool_call_id", call.id(), "content", text);
  }
}
