package dev.sebring.server.gateway;

import dev.sebring.server.http.Exchange;

/**
 * Answers the toolbox requests of one route. Like an {@link dev.sebring.server.http.Endpoint}, for
 * one sandbox. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ToolboxEndpoint {
  /**
   * Answers one request. The key was checked and the sandbox runs. Failures are answered with the
   * source {@code DAYTONA_DAEMON}.
   *
   * @throws Exception as {@link dev.sebring.server.http.Endpoint#handle}
   */
  void handle(Exchange exchange, ToolboxContext sandbox) throws Exception;
}
