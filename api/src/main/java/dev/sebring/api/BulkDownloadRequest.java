package dev.sebring.api;

import java.util.List;

/**
 * The body of {@code POST /files/bulk-download} (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"paths":["/tmp/a.txt","b.txt"]}
 * }</pre>
 */
public record BulkDownloadRequest(List<String> paths) {
  public BulkDownloadRequest {
    paths = List.copyOf(Required.key(paths, "paths"));
  }
}
