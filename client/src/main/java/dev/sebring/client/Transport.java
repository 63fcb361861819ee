package dev.sebring.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import dev.sebring.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends operations and reads their answers: the one place that knows HTTP, time limits, retries and
 * errors.
 *
 * <p>Tried again, up to three times: what never reached a server; reads that failed on the way or
 * with 502, 503 or 504; and what a server put off with 429. Nothing else, since it may have been
 * done. This class is thread-safe.
 */
final class Transport {
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int LONGEST_ERROR_BYTES = 64 * 1024;

  /** What a program printed comes up to three times: merged, and each stream. */
  private static final long LARGEST_JSON_BYTES = 64L << 20;

  private final HttpClient http;
  private final Map<String, String> headers;
  private final WebSockets webSockets;

  Transport(HttpClient http, Map<String, String> headers) {
    this.http = http;
    this.headers = Map.copyOf(headers);
    this.webSockets = new WebSockets(http, headers);
  }

  WebSockets webSockets() {
    return webSockets;
  }

  /** Does it and reads the answer's JSON. */
  <T> T call(Operation operation, Address address, Class<T> type) {
    return call(operation, address, Json.mapper().constructType(type));
  }

  /** Does it and reads the answer's JSON. */
  <T> T call(Operation operation, Address address, JavaType type) {
    byte[] body = bytes(operation, address, LARGEST_JSON_BYTES);
    try {
      T value = Json.mapper().readValue(body, type);
      if (value == null) {
        throw new DaytonaException(
            tried(operation, address.current()) + ", but the answer was null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new DaytonaException(
          tried(operation, address.current())
              + ", but the answer is not what the contract says: "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new DaytonaException(
          tried(operation, address.current()) + ", but reading the answer failed", e);
    }
  }

  /** Does it and reads the whole answer. */
  byte[] bytes(Operation operation, Address address) {
    return bytes(operation, address, Integer.MAX_VALUE);
  }

  private byte[] bytes(Operation operation, Address address, long limitBytes) {
    return exchange(
        operation,
        address,
        Deadline.in(operation.timeout()),
        LimitedBytes.handler(limitBytes),
        body -> body);
  }

  /**
   * Does it and gives the answer as it arrives; the operation's time limit holds until the stream
   * is closed.
   */
  InputStream stream(Operation operation, Address address) {
    Deadline deadline = Deadline.in(operation.timeout());
    String tried = tried(operation, address.current());
    InputStream body =
        exchange(
            operation,
            address,
            deadline,
            BodyHandlers.ofInputStream(),
            answer -> {
              try (InputStream limited = new DeadlineInputStream(answer, deadline, tried)) {
                return limited.readNBytes(LONGEST_ERROR_BYTES);
              }
            });
    return new DeadlineInputStream(body, deadline, tried);
  }

  private <B> B exchange(
      Operation operation,
      Address address,
      Deadline deadline,
      BodyHandler<B> handler,
      ErrorReader<B> errors) {
    for (int attempt = 1; ; attempt++) {
      Endpoint endpoint = address.current();
      String tried = tried(operation, endpoint);
      DaytonaException failed;
      Duration pause = FIRST_PAUSE.multipliedBy((long) Math.pow(4, attempt - 1));
      try {
        HttpResponse<B> response =
            await(http.sendAsync(request(operation, endpoint), handler), deadline, tried);
        if (response.statusCode() / 100 == 2) {
          return response.body();
        }
        Failure failure =
            Failure.read(
                tried, response.statusCode(), errors.read(response.body()), retryAfter(response));
        failed = failure.exception();
        if (!mayWorkLater(operation, failure)) {
          throw failed;
        }
        pause = failure.retryAfter() != null ? failure.retryAfter() : pause;
      } catch (LimitedBytes.TooLargeException e) {
        throw new DaytonaTooLargeException(
            tried
                + ", and it was done, but the answer is too large to take ("
                + e.getMessage()
                + ")",
            e);
      } catch (IOException e) {
        failed = broken(tried, e);
        boolean unsent = neverSent(e);
        if (!(unsent ? operation.isReplayable() : operation.isSafe())
            || e instanceof SSLException) {
          throw failed;
        }
        if (unsent && attempt < TRIES && address.relocate(endpoint)) {
          continue;
        }
      }
      if (attempt == TRIES || pause.compareTo(deadline.remaining()) >= 0) {
        throw failed;
      }
      sleep(pause, tried);
    }
  }

  private HttpRequest request(Operation operation, Endpoint endpoint) {
    HttpRequest.Builder request = HttpRequest.newBuilder(operation.uri(endpoint.apiUrl()));
    headers.forEach(request::setHeader);
    request.setHeader("Authorization", "Bearer " + endpoint.apiKey());
    operation.headers().forEach(request::setHeader);
    Body body = operation.body();
    if (body == null) {
      return request.method(operation.method(), BodyPublishers.noBody()).build();
    }
    return request
        .setHeader("Content-Type", body.contentType())
        .method(operation.method(), body.publisher().get())
        .build();
  }

  /**
   * Waits for an answer; {@code HttpRequest.timeout} would not do, since it ends with the answer's
   * headers.
   */
  static <T> T await(CompletableFuture<T> answer, Deadline deadline, String tried)
      throws IOException {
    try {
      return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw deadline.exceeded(tried, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new DaytonaException(
          tried
              + ", but this thread was interrupted while it waited for the answer: it may have been"
              + " done",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new DaytonaException(
          tried + ", but that failed in this client: " + e.getCause(), e.getCause());
    }
  }

  static boolean neverSent(IOException e) {
    return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
  }

  private static boolean mayWorkLater(Operation operation, Failure failure) {
    switch (failure.statusCode()) {
      case 429:
        return operation.isReplayable() && failure.retryAfter() != null;
      case 502:
      case 503:
      case 504:
        return operation.isSafe();
      default:
        return false;
    }
  }

  static DaytonaConnectionException broken(String tried, IOException e) {
    String cause = e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
    if (neverSent(e)) {
      return new DaytonaConnectionException(
          tried
              + ", but there is no connection to that address ("
              + cause
              + "): is the server running?",
          e);
    }
    if (e instanceof SSLException) {
      return new DaytonaConnectionException(
          tried
              + ", but no secure connection was made ("
              + cause
              + "): trust the server's certificate authority in this Java, or give"
              + " verifySsl(false)",
          e);
    }
    return new DaytonaConnectionException(
        tried + ", but the connection broke (" + cause + "): it may have been done", e);
  }

  private static @Nullable Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Long::parseLong)
        .map(Duration::ofSeconds)
        .orElse(null);
  }

  private static void sleep(Duration pause, String tried) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DaytonaException(
          tried + ", but this thread was interrupted before the next try", e);
    }
  }

  static String tried(Operation operation, Endpoint endpoint) {
    return "Tried to "
        + operation.what()
        + " ("
        + operation.method()
        + " "
        + endpoint.apiUrl()
        + operation.path()
        + ")";
  }

  /** Reads the body of an answer that is an error. */
  @FunctionalInterface
  private interface ErrorReader<B> {
    byte[] read(B body) throws IOException;
  }
}
