package dev.sebring.server.toolbox.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.server.http.Exchange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.BufferUtil;

/**
 * What changes in the heads of a request and its answer on their way: headers of one connection
 * stay on it (RFC 9110, 7.6.1), and the program is told of the way by {@code X-Forwarded-...}.
 *
 * <p>The {@code Authorization} of a request ends here. It has the caller's API key, which opens all
 * of the caller's sandboxes, and whoever writes the program must not get it. So is an {@code
 * Upgrade} to anything but a WebSocket taken out: by {@code h2c}, which some clients ask for by
 * themselves, the client's later requests would go to the program with the key. Immutable.
 */
final class Forwarding {
  /** More than a request may have, and what is added. */
  private static final int HEAD_BYTES = 128 * 1024;

  private static final Set<String> OF_ONE_CONNECTION =
      names(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authentication-Info",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade");

  private static final Set<String> NOT_FOR_THE_PROGRAM =
      names("Authorization", "Content-Length", "Expect", "Host", "HTTP2-Settings");

  private final Exchange exchange;
  private final String host;
  private final String prefix;

  Forwarding(Exchange exchange, int port) {
    this.exchange = exchange;
    this.host = "localhost:" + port;
    String path = exchange.path();
    this.prefix = path.substring(0, path.length() - exchange.rest().length());
  }

  /** Whether the client asks for a WebSocket. */
  boolean isWebSocket() {
    return exchange.asksForWebSocket() && exchange.method().equals("GET") && !exchange.hasBody();
  }

  /** The request's first lines up to the empty one. */
  byte[] requestHead() {
    String path = exchange.rest().isEmpty() ? "/" : exchange.rest();
    String query = exchange.rawQuery().map(text -> "?" + text).orElse("");
    ByteBuffer head = BufferUtil.allocate(HEAD_BYTES);
    BufferUtil.append(
        head, (exchange.method() + " " + path + query + " HTTP/1.1\r\n").getBytes(UTF_8));
    int start = BufferUtil.flipToFill(head);
    HttpGenerator.putTo(requestHeaders(), head);
    BufferUtil.flipToFlush(head, start);
    return BufferUtil.toArray(head);
  }

  private HttpFields.Mutable requestHeaders() {
    HttpFields asked = exchange.headers();
    HttpFields.Mutable headers = endToEnd(asked);
    NOT_FOR_THE_PROGRAM.forEach(headers::remove);
    headers.put(HttpHeader.HOST, host);
    String before = String.join(", ", asked.getValuesList(HttpHeader.X_FORWARDED_FOR));
    headers.put(
        HttpHeader.X_FORWARDED_FOR,
        (before.isEmpty() ? "" : before + ", ") + exchange.clientAddress());
    String origin = exchange.origin();
    int authority = origin.indexOf("://");
    putIfAbsent(headers, HttpHeader.X_FORWARDED_PROTO, origin.substring(0, authority));
    putIfAbsent(headers, HttpHeader.X_FORWARDED_HOST, origin.substring(authority + 3));
    headers.put("X-Forwarded-Prefix", prefix);
    if (exchange.hasBody()) {
      if (exchange.bodyLength() >= 0) {
        headers.put(HttpHeader.CONTENT_LENGTH, exchange.bodyLength());
      } else {
        headers.put(HttpHeader.TRANSFER_ENCODING, "chunked");
      }
    }
    if (isWebSocket()) {
      headers.put(HttpHeader.CONNECTION, "Upgrade").put(HttpHeader.UPGRADE, "websocket");
    } else {
      headers.put(HttpHeader.CONNECTION, "close");
    }
    return headers;
  }

  /** A proxy in front of this server knows better. */
  private static void putIfAbsent(HttpFields.Mutable headers, HttpHeader header, String value) {
    if (!headers.contains(header)) {
      headers.put(header, value);
    }
  }

  /**
   * The headers of an answer for the client: a {@code Location} on the program leads through here.
   */
  HttpFields answered(HttpFields headers) {
    HttpFields.Mutable answered = endToEnd(headers);
    String location = answered.get(HttpHeader.LOCATION);
    if (location != null) {
      answered.put(HttpHeader.LOCATION, throughHere(location));
    }
    return answered;
  }

  private String throughHere(String location) {
    String path = location;
    for (String own :
        List.of("http://" + host, "http://" + host.replace("localhost", "127.0.0.1"))) {
      if (location.equals(own) || location.startsWith(own + "/")) {
        path = "/" + location.substring(Math.min(own.length() + 1, location.length()));
      }
    }
    boolean onProgram = path.startsWith("/") && !path.startsWith("//");
    return onProgram && !path.startsWith(prefix + "/") ? prefix + path : location;
  }

  /** The headers that are not of one connection only. The caller owns them. */
  static HttpFields.Mutable endToEnd(HttpFields headers) {
    Set<String> named = names();
    named.addAll(headers.getCSV(HttpHeader.CONNECTION, false));
    HttpFields.Mutable rest = HttpFields.build();
    for (HttpField field : headers) {
      if (!OF_ONE_CONNECTION.contains(field.getName()) && !named.contains(field.getName())) {
        rest.add(field);
      }
    }
    return rest;
  }

  private static Set<String> names(String... names) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(List.of(names));
    return all;
  }
}
