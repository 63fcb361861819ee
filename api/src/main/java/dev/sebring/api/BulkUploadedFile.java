package dev.sebring.api;

/**
 * One file that {@code POST /files/bulk-upload} wrote (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"path":"/tmp/a.txt","bytes":12}
 * }</pre>
 *
 * @param path as it was asked for
 * @param bytes how many were written
 */
public record BulkUploadedFile(String path, long bytes) {
  public BulkUploadedFile {
    Required.key(path, "path");
  }
}
