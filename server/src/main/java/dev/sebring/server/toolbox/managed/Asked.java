package dev.sebring.server.toolbox.managed;

import dev.sebring.server.http.ApiException;
import dev.sebring.server.http.Exchange;
import java.util.Optional;

/** Reads what requests about managed processes have in common. Thread-safe. */
final class Asked {
  private Asked() {}

  /** A query parameter that is there and not empty. */
  static Optional<String> text(Exchange exchange, String name) {
    return exchange.query(name).filter(text -> !text.isEmpty());
  }

  /**
   * A query parameter that is a whole number, 0 or more.
   *
   * @throws ApiException 400 if it is another text
   */
  static Optional<Long> number(Exchange exchange, String name) {
    return text(exchange, name)
        .map(text -> {
          if (!text.matches("\\d{1,15}")) {
            throw ApiException.badRequest(
                "bad request: " + name + " must be a whole number, not \"" + text + "\"");
          }
          return Long.valueOf(text);
        });
  }

  /**
   * Whether it is {@code base64}, not {@code text}, the default.
   *
   * @throws ApiException 400 if it is another encoding
   */
  static boolean base64(Optional<String> encoding) {
    String asked = encoding.filter(text -> !text.isEmpty()).orElse("text");
    if (!asked.equals("text") && !asked.equals("base64")) {
      throw ApiException.badRequest(
          "bad request: there is no encoding \"" + asked + "\": use text or base64");
    }
    return asked.equals("base64");
  }
}
