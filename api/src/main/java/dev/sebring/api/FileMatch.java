package dev.sebring.api;

/**
 * A line that {@code GET /files/find} found (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"file":"src/main.py","line":12,"content":"    return TODO"}
 * }</pre>
 *
 * @param file begins as the searched path did
 * @param line from 1
 * @param content the line without its end; a very long one is cut
 */
public record FileMatch(String file, long line, String content) {
  public FileMatch {
    Required.key(file, "file");
    Required.key(content, "content");
  }
}
