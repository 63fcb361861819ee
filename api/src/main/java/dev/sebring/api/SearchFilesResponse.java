package dev.sebring.api;

import java.util.List;

/**
 * The answer of {@code GET /files/search} (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"files":["src/main.py","src/test.py"]}
 * }</pre>
 *
 * @param files each begins as the searched path did
 */
public record SearchFilesResponse(List<String> files) {
  public SearchFilesResponse {
    files = List.copyOf(Required.key(files, "files"));
  }
}
