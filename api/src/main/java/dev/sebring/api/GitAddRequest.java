package dev.sebring.api;

import java.util.List;

/**
 * The body of {@code POST /git/add} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","files":["."]}
 * }</pre>
 *
 * @param files relative to the repository, taken literally; directories with all that is in them
 */
public record GitAddRequest(String path, List<String> files) {
  public GitAddRequest {
    Required.key(path, "path");
    files = List.copyOf(Required.key(files, "files"));
  }
}
