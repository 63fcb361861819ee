package dev.sebring.api;

/**
 * The answer of {@code GET /work-dir} and {@code GET /user-home-dir} (Daytona API v0, contract
 * 5.3).
 *
 * <pre>{@code
 * {"dir":"/home/daytona"}
 * }</pre>
 *
 * @param dir an absolute path
 */
public record Dir(String dir) {
  public Dir {
    Required.key(dir, "dir");
  }
}
