package dev.sebring.api;

import java.util.List;

/**
 * The body of {@code POST /files/replace} (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"files":["a.py","b.py"],"pattern":"old","newValue":"new"}
 * }</pre>
 *
 * @param pattern taken literally
 * @param newValue maybe empty
 */
public record ReplaceRequest(List<String> files, String pattern, String newValue) {
  public ReplaceRequest {
    files = List.copyOf(Required.key(files, "files"));
    Required.key(pattern, "pattern");
    Required.key(newValue, "newValue");
  }
}
