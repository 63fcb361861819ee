package dev.sebring.agent.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's HTTP over the JDK's client, and one thing more: an error keeps what its {@code
 * Retry-After} header says. Everything runs on the calling thread; how long a body may be silent is
 * for {@link StreamedTurn} and {@link BlockingTurn} to judge.
 */
final class ModelHttp implements HttpClient {
  /** A fallback only: {@link ModelPatience#silence} is what counts. */
  static final Duration UNTIL_FIRST_BYTE = Duration.ofMinutes(30);

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);

  private final java.net.http.HttpClient http;
  private final @Nullable Duration readTimeout;

  private ModelHttp(java.net.http.HttpClient http, @Nullable Duration readTimeout) {
    this.http = http;
    this.readTimeout = readTimeout;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<InputStream> response = send(request);
    try (InputStream body = response.body()) {
      return success(response, body.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      HttpResponse<InputStream> response = send(request);
      listener.onOpen(success(response, null));
      try (InputStream body = response.body()) {
        parser.parse(body, listener);
      }
      listener.onClose();
    } catch (IOException | RuntimeException e) {
      listener.onError(e);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    HttpResponse<InputStream> response;
    try {
      response = http.send(toJdk(request), HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new TimeoutException(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach " + request.url() + ": " + describe(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for " + request.url());
    }
    if (response.statusCode() / 100 == 2) {
      return response;
    }
    throw error(response);
  }

  private static HttpException error(HttpResponse<InputStream> response) {
    String text;
    try (InputStream body = response.body()) {
      text = new String(body.readAllBytes(), UTF_8);
    } catch (IOException e) {
      text = "its explanation could not be read: " + describe(e);
    }
    String said = text;
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .<HttpException>map(seconds ->
            new RetryAfterException(
                response.statusCode(), said, Duration.ofSeconds(Long.parseLong(seconds))))
        .orElseGet(() -> new HttpException(response.statusCode(), said));
  }

  private static String describe(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static SuccessfulHttpResponse success(
      HttpResponse<InputStream> response, byte @Nullable [] body) {
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(body)
        .build();
  }

  private java.net.http.HttpRequest toJdk(HttpRequest request) {
    java.net.http.HttpRequest.Builder jdk =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> values.forEach(value -> jdk.header(name, value)));
    BodyPublisher body =
        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body());
    jdk.method(request.method().name(), body);
    if (readTimeout != null) {
      jdk.timeout(readTimeout);
    }
    return jdk.build();
  }

  /** Makes clients of HTTP/1.1: offering h2c confuses some local model servers. */
  static final class Builder implements HttpClientBuilder {
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;

    @Override
    public @Nullable Duration connectTimeout() {
      return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      connectTimeout = timeout;
      return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
      return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      readTimeout = timeout;
      return this;
    }

    @Override
    public HttpClient build() {
      java.net.http.HttpClient http =
          java.net.http.HttpClient.newBuilder()
              .version(java.net.http.HttpClient.Version.HTTP_1_1)
              .connectTimeout(TO_CONNECT)
              .build();
      return new ModelHttp(http, readTimeout);
    }
  }
}
