package dev.sebring.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.ErrorCode;
import dev.sebring.api.Json;
import dev.sebring.api.LogFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.function.Consumer;

/**
 * Takes the server-sent events of a log that is followed (prerelease of Daytona's next API): {@code
 * log} with a frame, {@code error} and {@code eof}; others are let pass. Not thread-safe.
 */
final class LogEvents {
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;

  private final String tried;
  private final Consumer<LogFrame> onFrame;
  private String event = "";
  private StringBuilder data = new StringBuilder();
  private boolean ended;

  LogEvents(String tried, Consumer<LogFrame> onFrame) {
    this.tried = tried;
    this.onFrame = onFrame;
  }

  /**
   * Takes all of it, and closes it.
   *
   * @throws DaytonaException that the log ends with
   */
  void take(InputStream body) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
      for (String line; !ended && (line = lines.readLine()) != null; ) {
        add(line);
      }
    } catch (IOException e) {
      throw Transport.broken(tried, e);
    }
    if (!ended) {
      throw new DaytonaConnectionException(tried + ", but it broke off before its end", null);
    }
  }

  private void add(String line) {
    if (line.isEmpty()) {
      if (data.length() > 0) {
        tell(event, data.toString());
      }
      event = "";
      data = new StringBuilder();
    } else if (line.startsWith("event:")) {
      event = line.substring("event:".length()).trim();
    } else if (line.startsWith("data:")) {
      data.append(data.length() > 0 ? "\n" : "").append(line.substring("data:".length()).trim());
    }
  }

  private void tell(String name, String json) {
    switch (name) {
      case "log":
        onFrame.accept(read(json, LogFrame.class));
        return;
      case "error":
        JsonNode body = read(json, JsonNode.class);
        boolean gone = ErrorCode.PROCESS_NOT_FOUND.equals(body.path("code").asText());
        throw new Failure(tried, gone ? NOT_FOUND : FAILED, body, json, null).exception();
      case "eof":
        ended = true;
        return;
      default:
        return;
    }
  }

  private <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new DaytonaException(
          tried + ", but an event is not what the contract says: " + e.getOriginalMessage(), e);
    }
  }
}
