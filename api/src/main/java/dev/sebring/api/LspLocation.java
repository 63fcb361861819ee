package dev.sebring.api;

/**
 * A part of a file (Language Server Protocol).
 *
 * @param uri absolute, such as {@code file:///home/daytona/app/main.py}
 */
public record LspLocation(String uri, LspRange range) {
  public LspLocation {
    Required.key(uri, "uri");
    Required.key(range, "range");
  }
}
