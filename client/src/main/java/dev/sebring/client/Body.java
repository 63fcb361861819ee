package dev.sebring.client;

import dev.sebring.api.Json;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;

/**
 * What a request carries.
 *
 * @param contentType the header of that name
 * @param publisher makes the bytes, anew for each try
 * @param replayable whether they can be made more than once
 */
record Body(String contentType, Supplier<BodyPublisher> publisher, boolean replayable) {

  static Body json(Object value) {
    String text = Json.write(value);
    return new Body("application/json", () -> BodyPublishers.ofString(text), true);
  }
}
