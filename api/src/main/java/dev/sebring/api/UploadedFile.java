package dev.sebring.api;

/**
 * The answer of {@code POST /files/upload-v2} (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"name":"a.txt","path":"/tmp/a.txt","type":"file"}
 * }</pre>
 */
public record UploadedFile(String name, String path, String type) {
  public UploadedFile {
    Required.key(name, "name");
    Required.key(path, "path");
    Required.key(type, "type");
  }
}
