package dev.sebring.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;

/** A whole message from a client. Immutable but for the array. */
public sealed interface WebSocketMessage {
  /** Its bytes; of a text, in UTF-8. */
  byte[] bytes();

  /**
   * Reads it as a JSON body is read.
   *
   * @throws ApiException 400 that says what is wrong with it
   */
  default <T> T as(Class<T> type) {
    byte[] json = bytes();
    return JsonBody.as(
        type, JsonBody.read(new ByteArrayInputStream(json), json.length, json.length));
  }

  /** A text message. */
  record Text(String text) implements WebSocketMessage {
    public Text {
      requireNonNull(text, "text");
    }

    @Override
    public byte[] bytes() {
      return text.getBytes(UTF_8);
    }
  }

  /**
   * A binary message.
   *
   * @param bytes now the receiver's; not copied
   */
  record Binary(byte[] bytes) implements WebSocketMessage {
    public Binary {
      requireNonNull(bytes, "bytes");
    }
  }
}
