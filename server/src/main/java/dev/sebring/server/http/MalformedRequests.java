package dev.sebring.server.http;

import dev.sebring.api.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty itself has to say about a request that never reached an endpoint, in our form.
 * Thread-safe.
 */
final class MalformedRequests extends ErrorHandler {
  private final ErrorAnswers errors;

  MalformedRequests(ErrorAnswers errors) {
    this.errors = errors;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() >= 400 ? response.getStatus() : 500;
    Object message = request.getAttribute(ERROR_MESSAGE);
    Object cause = request.getAttribute(ERROR_EXCEPTION);
    if (cause instanceof Throwable gone && Dispatcher.isClientGone(gone)) {
      callback.succeeded();
      return true;
    }
    String path = RequestPath.of(request);
    String method = request.getMethod() == null ? "" : request.getMethod();
    ApiException error =
        status < 500
            ? ErrorAnswers.ofStatus(status, message == null ? null : message.toString())
            : errors.toApiException(
                cause instanceof Throwable thrown
                    ? thrown
                    : new IllegalStateException(String.valueOf(message)),
                method,
                path);
    byte[] body = Json.write(errors.body(error, method, path)).getBytes(StandardCharsets.UTF_8);
    response.setStatus(error.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
