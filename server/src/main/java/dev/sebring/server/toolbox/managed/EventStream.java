package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.api.Json;
import java.io.IOException;
import java.io.OutputStream;

/** Writes server-sent events with JSON in them, each at once. Not thread-safe. */
final class EventStream {
  static final String MEDIA_TYPE = "text/event-stream";

  private final OutputStream out;

  EventStream(OutputStream out) {
    this.out = out;
  }

  /**
   * @param data of the contract; its JSON is one line
   */
  void send(String event, Object data) throws IOException {
    write("event: " + event + "\ndata: " + Json.write(data) + "\n\n");
  }

  /** A line that clients ignore. */
  void comment() throws IOException {
    write(":\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
