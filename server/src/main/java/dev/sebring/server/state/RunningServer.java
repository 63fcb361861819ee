package dev.sebring.server.state;

import static java.util.Objects.requireNonNull;

/**
 * How to reach the server that owns a state directory, as its {@code running.json} says (mode 0600,
 * since the key is in it). Immutable and thread-safe.
 *
 * <pre>{@code
 * {"url":"http://127.0.0.1:3986","apiKey":"dtn_6f1c...","pid":4711}
 * }</pre>
 *
 * @param url without {@code /api}
 * @param pid of its process
 */
public record RunningServer(String url, String apiKey, long pid) {
  public RunningServer {
    requireNonNull(url, "url");
    requireNonNull(apiKey, "apiKey");
  }

  /** Without the key, for logs and messages. */
  @Override
  public String toString() {
    return url + " (process " + pid + ")";
  }
}
