package dev.sebring.api;

/**
 * The answer of {@code GET /version} (Daytona API v0, contract 5.3).
 *
 * <pre>{@code
 * {"version":"0.1.0"}
 * }</pre>
 *
 * @param version of the server
 */
public record Version(String version) {
  public Version {
    Required.key(version, "version");
  }
}
