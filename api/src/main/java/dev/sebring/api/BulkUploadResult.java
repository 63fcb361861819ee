package dev.sebring.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /files/bulk-upload}: 200, or 400 with {@code errors} if any file failed
 * (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"files":[{"path":"/tmp/a.txt","bytes":12}]}
 * {"errors":["/proc/b: permission denied"],"files":[{"path":"/tmp/a.txt","bytes":12}]}
 * }</pre>
 *
 * @param errors one sentence for each file that failed; absent if none did
 * @param files those that were written
 */
public record BulkUploadResult(@Nullable List<String> errors, List<BulkUploadedFile> files) {
  public BulkUploadResult {
    errors = errors == null ? null : List.copyOf(errors);
    files = List.copyOf(Required.key(files, "files"));
  }
}
