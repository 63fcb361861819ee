package dev.sebring.server.http;

import dev.sebring.api.Json;
import dev.sebring.sandbox.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between Jetty and the {@link Router}: each request to its endpoint, each failure to its answer.
 * Thread-safe.
 */
final class Dispatcher extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /**
   * What is read of a body that its endpoint refused, so that a client that is still sending gets
   * to read why.
   */
  private static final long MAX_REFUSED_BYTES = 16L * 1024 * 1024;

  private final Router router;
  private final ErrorAnswers errors;
  private final WebSockets webSockets;
  private final ClientWatcher watcher = new ClientWatcher();

  Dispatcher(Router router, ErrorAnswers errors, WebSockets webSockets) {
    this.router = router;
    this.errors = errors;
    this.webSockets = webSockets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    CrossOrigin.addHeaders(request, response.getHeaders());
    if (CrossOrigin.isPreflight(request)) {
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
    // An endpoint may work for longer than a connection may be idle.
    request.addIdleTimeoutListener(timeout -> false);
    try {
      dispatch(request, response, callback);
    } catch (Throwable failure) {
      answerFailure(request, response, callback, failure);
    }
    return true;
  }

  private void dispatch(Request request, Response response, Callback callback) throws Exception {
    Router.Match match = router.find(request.getMethod(), RequestPath.of(request));
    Exchange exchange;
    boolean goesOn = false;
    try (Step _ = Step.begin("request");
        ClientWatch watch = new ClientWatch(request, watcher)) {
      exchange = new Exchange(request, response, watch, match);
      try {
        match.endpoint().handle(exchange);
        goesOn = exchange.goesOn();
        if (!goesOn) {
          exchange.complete();
        }
      } finally {
        if (!goesOn) {
          exchange.end();
        }
      }
    }
    if (goesOn) {
      upgrade(exchange, request, response, callback);
    } else {
      callback.succeeded();
    }
  }

  /** What comes of the connection ends the exchange, unless it never begins. */
  private void upgrade(Exchange exchange, Request request, Response response, Callback callback) {
    Tunnel tunnel = exchange.tunnel();
    if (tunnel != null) {
      tunnel.open(request, response, callback);
      return;
    }
    try {
      webSockets.upgrade(exchange, request, response, callback);
    } catch (RuntimeException e) {
      exchange.end();
      throw e;
    }
  }

  private void answerFailure(
      Request request, Response response, Callback callback, Throwable failure) {
    if (response.isCommitted() || isClientGone(failure)) {
      LOG.atDebug().setCause(failure).log("an answer was cut short");
      callback.failed(failure);
      return;
    }
    try {
      HttpFields.Mutable headers = response.getHeaders();
      headers.remove(HttpHeader.CONTENT_LENGTH);
      CrossOrigin.addHeaders(request, headers);
      writeError(request, response, failure);
      drain(request);
      callback.succeeded();
    } catch (Throwable second) {
      failure.addSuppressed(second);
      callback.failed(failure);
    }
  }

  private void writeError(Request request, Response response, Throwable failure)
      throws IOException {
    String method = request.getMethod();
    String path = RequestPath.of(request);
    ApiException error = errors.toApiException(failure, method, path);
    if (error.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    if (error.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", router.methods(path)));
    }
    response.setStatus(error.status());
    byte[] body = Json.write(errors.body(error, method, path)).getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    Content.Sink.write(response, true, ByteBuffer.wrap(body));
  }

  private static void drain(Request request) throws IOException {
    InputStream rest = Content.Source.asInputStream(request);
    byte[] buffer = new byte[8192];
    long seen = 0;
    for (int n; seen < MAX_REFUSED_BYTES && (n = rest.read(buffer)) >= 0; ) {
      seen += n;
    }
  }

  static boolean isClientGone(Throwable failure) {
    if (ErrorAnswers.malformed(failure).isPresent()) {
      return false; // its answer can still be written
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EofException) {
        return true;
      }
    }
    return false;
  }
}
