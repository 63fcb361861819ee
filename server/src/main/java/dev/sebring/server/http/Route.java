package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

/**
 * One method on one path.
 *
 * @param method of HTTP, upper case
 * @param template an absolute path whose segments are fixed or {@code {parameter}}, e.g. {@code
 *     /sandbox/{id}/start}
 * @param open needs no API key
 */
public record Route(
    String method, PathTemplate template, Operation operation, boolean open, Endpoint endpoint) {
  public Route {
    requireNonNull(method, "method");
    requireNonNull(template, "template");
    requireNonNull(operation, "operation");
    requireNonNull(endpoint, "endpoint");
  }
}
