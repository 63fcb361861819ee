package dev.sebring.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to ask of a server.
 *
 * @param what in words, such as "delete sandbox 1": the start of each error message
 * @param method the HTTP method
 * @param path below the address, percent-encoded, with its leading slash
 * @param query percent-encoded, without its question mark; may be empty
 * @param headers beyond those of every request
 * @param body what it carries; {@code null} for nothing
 * @param timeout for everything, retries and the whole answer included; zero for none
 */
record Operation(
    String what,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    @Nullable Body body,
    Duration timeout) {

  static Operation of(String what, String method, String path, Duration timeout) {
    return new Operation(what, method, path, "", Map.of(), null, timeout);
  }

  Operation query(String key, String value) {
    String pair = encode(key) + "=" + encode(value);
    return new Operation(
        what, method, path, query.isEmpty() ? pair : query + "&" + pair, headers, body, timeout);
  }

  Operation header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Operation(what, method, path, query, more, body, timeout);
  }

  Operation body(Body value) {
    return new Operation(what, method, path, query, headers, value, timeout);
  }

  URI uri(URI base) {
    String text = base.toString();
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return URI.create(trimmed + path + (query.isEmpty() ? "" : "?" + query));
  }

  /** Whether doing it twice changes no more than doing it once. */
  boolean isSafe() {
    return method.equals("GET");
  }

  boolean isReplayable() {
    return body == null || body.replayable();
  }

  /** Percent-encodes for a path segment or a query; a space becomes {@code %20}. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
