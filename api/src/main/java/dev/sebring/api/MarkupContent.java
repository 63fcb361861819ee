package dev.sebring.api;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Text for people (Language Server Protocol). Servers may send the text alone.
 *
 * @param kind {@code markdown} or {@code plaintext}
 */
public record MarkupContent(String kind, String value) {
  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  public MarkupContent {
    Required.key(kind, "kind");
    Required.key(value, "value");
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static MarkupContent plain(String text) {
    return new MarkupContent("plaintext", text);
  }
}
