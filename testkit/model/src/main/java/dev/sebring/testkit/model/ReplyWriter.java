package dev.sebring.testkit.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply in the two shapes of the wire: a {@code chat.completion} object, and the {@code
 * chat.completion.chunk} objects of a stream
 * (https://platform.openai.com/docs/api-reference/chat/object). Token counts are a quarter of the
 * characters, rounded up.
 */
final class ReplyWriter {
  private static final int CHARS_OF_A_PIECE = 12;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ModelRequest request;
  private final Answer.Reply reply;

  ReplyWriter(ModelRequest request, Answer.Reply reply) {
    this.request = request;
    this.reply = reply;
  }

  ObjectNode completion() {
    ObjectNode message = JSON.objectNode().put("role", "assistant");
    if (reply.text().isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", reply.text());
    }
    if (!reply.calls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      reply.calls().forEach(call -> calls.add(call(call, call.arguments())));
    }
    ObjectNode body = envelope("chat.completion");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.put("finish_reason", finishReason());
    body.set("usage", usage());
    return body;
  }

  /** The chunks of a stream: a role, the deltas of text and calls, the reason to finish, usage. */
  List<ObjectNode> chunks() {
    List<ObjectNode> chunks = new ArrayList<>();
    chunks.add(chunk(JSON.objectNode().put("role", "assistant").put("content", ""), null));
    for (String piece : pieces(reply.text())) {
      chunks.add(chunk(JSON.objectNode().put("content", piece), null));
    }
    for (int i = 0; i < reply.calls().size(); i++) {
      ToolCall call = reply.calls().get(i);
      chunks.add(chunk(callDelta(i, call(call, "")), null));
      for (String piece : pieces(call.arguments())) {
        ObjectNode more = JSON.objectNode();
        more.putObject("function").put("arguments", piece);
        chunks.add(chunk(callDelta(i, more), null));
      }
    }
    chunks.add(chunk(JSON.objectNode(), finishReason()));
    if (request.body().path("stream_options").path("include_usage").asBoolean(false)) {
      ObjectNode last = envelope("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      chunks.add(last);
    }
    return chunks;
  }

  private ObjectNode chunk(ObjectNode delta, @Nullable String finish) {
    ObjectNode body = envelope("chat.completion.chunk");
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finish);
    return body;
  }

  private static ObjectNode callDelta(int index, ObjectNode call) {
    ObjectNode delta = JSON.objectNode();
    delta.putArray("tool_calls").add(call.put("index", index));
    return delta;
  }

  private static ObjectNode call(ToolCall call, String arguments) {
    ObjectNode node = JSON.objectNode().put("id", call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", arguments);
    return node;
  }

  private ObjectNode envelope(String type) {
    return JSON.objectNode()
        .put("id", "chatcmpl-" + request.number())
        .put("object", type)
        .put("created", System.currentTimeMillis() / 1000)
        .put("model", request.model());
  }

  private String finishReason() {
    return reply.calls().isEmpty() ? "stop" : "tool_calls";
  }

  private ObjectNode usage() {
    int prompt = 0;
    for (ReceivedMessage message : request.messages()) {
      prompt += tokens(message.text());
    }
    int completion = tokens(reply.text());
    for (ToolCall call : reply.calls()) {
      completion += tokens(call.arguments());
    }
    return JSON.objectNode()
        .put("prompt_tokens", prompt)
        .put("completion_tokens", completion)
        .put("total_tokens", prompt + completion);
  }

  private static int tokens(String text) {
    return (text.length() + 3) / 4;
  }

  /** Never cuts a pair of surrogates in two. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + CHARS_OF_A_PIECE);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
