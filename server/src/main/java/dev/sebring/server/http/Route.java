package dev.sebring.server.http;

import static java.util.Objects.requireNonNull;

/**
 * One method on one path.
 *
 * @param method of HTTP, upper case, or {@link #ANY}
 * @param template an absolute path whose segments are fixed or {@code {parameter}}, e.g. {@code
 *     /sandbox/{id}/start}; the last may be {@code {name...}}, see {@link PathTemplate}
 * @param open needs no API key
 */
public record Route(
    String method, PathTemplate template, Operation operation, boolean open, Endpoint endpoint) {
  /** Whatever method a request has. */
  public static final String ANY = "*";

  public Route {
    requireNonNull(method, "method");
    requireNonNull(template, "template");
    requireNonNull(operation, "operation");
    requireNonNull(endpoint, "endpoint");
  }
}
