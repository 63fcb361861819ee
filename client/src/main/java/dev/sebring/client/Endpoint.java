package dev.sebring.client;

import java.net.URI;
import java.util.Objects;

/**
 * Where a server is, and the key to it.
 *
 * @param apiUrl the control plane, such as {@code http://127.0.0.1:3986/api}
 * @param apiKey sent as bearer token; not part of this record's text
 */
public record Endpoint(URI apiUrl, String apiKey) {
  public Endpoint {
    Objects.requireNonNull(apiUrl, "apiUrl");
    Objects.requireNonNull(apiKey, "apiKey");
  }

  /** The address without the key, for logs. */
  @Override
  public String toString() {
    return "Endpoint[apiUrl=" + apiUrl + "]";
  }
}
