package dev.sebring.server.toolbox.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as the official client does. */
final class EventReader implements AutoCloseable {
  private final BufferedReader in;

  EventReader(InputStream in) {
    this.in = new BufferedReader(new InputStreamReader(in, UTF_8));
  }

  record Event(String name, JsonNode data) {
    String data(String key) {
      return data.path(key).asText();
    }
  }

  /** The next one; {@code null} at the end. */
  @Nullable Event next() throws IOException {
    String name = "message";
    @Nullable String data = null;
    for (String line; (line = in.readLine()) != null; ) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && data != null) {
        return new Event(name, Json.mapper().readTree(data));
      }
    }
    return null;
  }

  List<Event> rest() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Event event; (event = next()) != null; ) {
      events.add(event);
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
