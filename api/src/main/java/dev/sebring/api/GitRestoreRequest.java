package dev.sebring.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/restore} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","files":["a.txt"],"staged":true}
 * }</pre>
 *
 * @param staged in the index
 * @param worktree in the working tree; if absent, unless staged
 * @param source a revision; the index if absent, HEAD for the index itself
 */
public record GitRestoreRequest(
    String path,
    List<String> files,
    @Nullable Boolean staged,
    @Nullable Boolean worktree,
    @Nullable String source) {
  public GitRestoreRequest {
    Required.key(path, "path");
    files = List.copyOf(Required.key(files, "files"));
  }
}
