package dev.sebring.server.toolbox.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the guest remembers of a process of ours. Immutable and thread-safe. */
sealed interface Label {
  /** The guest takes 16 KiB. */
  int MAX_BYTES = 16_000;

  String session();

  /** As the guest gets it: JSON. */
  String text();

  /** A session's shell. */
  record OfShell(String session) implements Label {
    @Override
    public String text() {
      return Json.write(Map.of("session", session));
    }
  }

  /**
   * The holder of a command.
   *
   * @param command its text, cut if it is very long
   * @param echo whether its log shows what is sent to its standard input
   */
  record OfCommand(String session, String id, String command, boolean echo) implements Label {
    @Override
    public String text() {
      String shown = command;
      String label = text(shown);
      for (int size; (size = label.getBytes(UTF_8).length) > MAX_BYTES; ) {
        int length = Math.max(0, (int) ((long) shown.length() * MAX_BYTES / size) - 16);
        shown = shown.substring(0, shown.offsetByCodePoints(0, shown.codePointCount(0, length)));
        label = text(shown + "…");
      }
      return label;
    }

    private String text(String shown) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("session", session);
      fields.put("command", id);
      fields.put("text", shown);
      fields.put("echo", echo);
      return Json.write(fields);
    }
  }

  /** Reads one; empty: of a process that belongs to no session. */
  static Optional<Label> parse(String label) {
    try {
      JsonNode fields = Json.mapper().readTree(label);
      if (!fields.path("session").isTextual()) {
        return Optional.empty();
      }
      String session = fields.path("session").asText();
      return Optional.of(
          fields.path("command").isTextual()
              ? new OfCommand(
                  session,
                  fields.path("command").asText(),
                  fields.path("text").asText(),
                  fields.path("echo").asBoolean())
              : new OfShell(session));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
