package dev.sebring.api;

import java.time.Instant;
import java.util.List;

/**
 * The 400 of {@code POST /files/bulk-upload} when any file failed: an error as every other (Daytona
 * API v0, contract 1.5), with what became of each file (4.1).
 *
 * <pre>{@code
 * {"statusCode":400,"message":"/proc/b: permission denied","code":"BAD_REQUEST",
 *  "source":"DAYTONA_DAEMON","timestamp":"2026-01-02T03:04:05.678Z","path":"/files/bulk-upload",
 *  "method":"POST","errors":["/proc/b: permission denied"],
 *  "files":[{"path":"/tmp/a.txt","bytes":12}]}
 * }</pre>
 *
 * @param errors one sentence for each file that failed
 * @param files those that were written
 */
public record BulkUploadFailure(
    int statusCode,
    String message,
    String code,
    String source,
    Instant timestamp,
    String path,
    String method,
    List<String> errors,
    List<BulkUploadedFile> files) {
  public BulkUploadFailure {
    Required.key(message, "message");
    Required.key(code, "code");
    Required.key(source, "source");
    Required.key(timestamp, "timestamp");
    Required.key(path, "path");
    Required.key(method, "method");
    errors = List.copyOf(Required.key(errors, "errors"));
    files = List.copyOf(Required.key(files, "files"));
  }

  /** What a result with errors is told as. */
  public static BulkUploadFailure of(
      List<String> errors, List<BulkUploadedFile> files, Instant now) {
    return new BulkUploadFailure(
        400,
        String.join("; ", errors),
        ErrorCode.BAD_REQUEST,
        ErrorCode.SOURCE_DAEMON,
        now,
        "/files/bulk-upload",
        "POST",
        errors,
        files);
  }
}
