package dev.sebring.api;

/**
 * The answer of {@code GET /sandbox/{id}/toolbox-proxy-url} (Daytona API v0, contract 1.3).
 *
 * <pre>{@code
 * {"url":"http://127.0.0.1:3986/toolbox"}
 * }</pre>
 *
 * @param url without the sandbox's id
 */
public record Url(String url) {
  public Url {
    Required.key(url, "url");
  }
}
