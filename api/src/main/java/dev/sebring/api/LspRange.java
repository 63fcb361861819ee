package dev.sebring.api;

/**
 * A part of a document (Language Server Protocol).
 *
 * @param end is not part of it
 */
public record LspRange(LspPosition start, LspPosition end) {
  public LspRange {
    Required.key(start, "start");
    Required.key(end, "end");
  }
}
