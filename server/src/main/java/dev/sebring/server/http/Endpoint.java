package dev.sebring.server.http;

/**
 * Answers the requests of one route. Called on a virtual thread of its own for each request: it
 * blocks as it likes. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers one request, and returns when the answer is written. Returning without having answered
   * is an empty 200.
   *
   * @throws Exception an {@link ApiException} to answer with an error; what else is thrown goes
   *     through {@link ErrorAnswers}
   */
  void handle(Exchange exchange) throws Exception;
}
