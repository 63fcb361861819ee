package dev.sebring.server.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sebring.api.Json;
import dev.sebring.server.control.SandboxSort.Place;
import dev.sebring.server.http.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a list goes on: after the place of the last sandbox shown, whether that still exists or
 * not. Opaque to clients.
 */
final class Cursor {
  private Cursor() {}

  static String write(Place place) {
    byte[] json = Json.write(place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /**
   * @throws ApiException 400 if it is not one of ours
   */
  static Place read(String cursor) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      Place place = Json.mapper().readValue(json, Place.class);
      if (place == null || place.key() == null || place.id() == null) {
        throw new IllegalArgumentException("incomplete");
      }
      return place;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new ApiException(
          400,
          "BAD_REQUEST",
          "cursor must be the nextCursor of an earlier answer, not \"" + cursor + "\"",
          e);
    }
  }
}
