package dev.sebring.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /git/reset} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"path":"app","mode":"hard","target":"HEAD~1"}
 * }</pre>
 *
 * @param mode {@code soft}, {@code mixed}, {@code hard}, {@code merge} or {@code keep}; mixed if
 *     absent
 * @param target a revision; HEAD if absent
 * @param files only these, in the index; all if absent or empty
 */
public record GitResetRequest(
    String path, @Nullable String mode, @Nullable String target, @Nullable List<String> files) {
  public GitResetRequest {
    Required.key(path, "path");
    files = files == null ? null : List.copyOf(files);
  }
}
