package dev.sebring.server.http;

import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Lets pages of any origin call the server (contract 1.3): a call needs a key, and a browser never
 * sends one by itself.
 */
final class CrossOrigin {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private CrossOrigin() {}

  /** A browser's question before the call itself. */
  static boolean isPreflight(Request request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeaders().contains(HttpHeader.ORIGIN)
        && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** Whether the answer has said already what this header would say of other origins. */
  static boolean isSaid(HttpFields answer, HttpField header) {
    return answer.contains(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN)
        && header.getName().toLowerCase(Locale.ROOT).startsWith("access-control-");
  }

  static void addHeaders(Request request, HttpFields.Mutable answer) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin == null || "true".equals(request.getHeaders().get("X-Daytona-Disable-CORS"))) {
      return;
    }
    answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    answer.add(HttpHeader.VARY, "Origin");
    if (isPreflight(request)) {
      answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      String headers = request.getHeaders().get(HttpHeader.ACCESS_CONTROL_REQUEST_HEADERS);
      if (headers != null) {
        answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, headers);
      }
      answer.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
    } else {
      answer.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, "*");
    }
  }
}
