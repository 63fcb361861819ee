package dev.sebring.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds the route of a request. Where several templates fit, the one with the most fixed segments
 * wins; one that ends in the rest of the path comes last. Routes are added before the server
 * starts; after that it only reads and is thread-safe.
 */
public final class Router {
  private final List<Route> routes = new ArrayList<>();
  private final Map<Integer, List<Route>> byLength = new HashMap<>();
  private final List<Route> openEnded = new ArrayList<>();
  private final Map<String, UnaryOperator<Endpoint>> guards = new HashMap<>();

  /**
   * A part of the server.
   *
   * @param prefix put before each of its templates, e.g. {@code /api}; may hold {@code
   *     {parameters}}
   * @param open its routes need no key
   */
  public Routes part(String prefix, boolean open) {
    return (method, template, operation, endpoint) ->
        add(new Route(method, PathTemplate.of(prefix + template), operation, open, endpoint));
  }

  /**
   * Lets a part of the server say nothing to whoever does not pass a check, not even that there is
   * nothing at a path.
   *
   * @param prefix of one segment, e.g. {@code /api}
   * @param guard puts the check before an endpoint
   */
  public void guard(String prefix, UnaryOperator<Endpoint> guard) {
    guards.put(PathTemplate.of(prefix).segments().getFirst(), guard);
  }

  private void add(Route route) {
    boolean taken =
        routes.stream()
            .anyMatch(other ->
                other.method().equals(route.method()) && other.template().equals(route.template()));
    if (taken) {
      throw new IllegalArgumentException(
          "a second route for " + route.method() + " " + route.template());
    }
    routes.add(route);
    if (route.template().isOpenEnded()) {
      openEnded.add(route);
      return;
    }
    List<Route> sameLength =
        byLength.computeIfAbsent(route.template().segments().size(), length -> new ArrayList<>());
    sameLength.add(route);
    sameLength.sort(
        Comparator.comparingLong((Route other) -> other.template().fixedSegments()).reversed());
  }

  /** The routes that a path of these segments may have, the best first. */
  private List<Route> candidates(List<String> segments) {
    return Stream.concat(
            byLength.getOrDefault(segments.size(), List.of()).stream(), openEnded.stream())
        .toList();
  }

  /** All routes, in the order in which they were added. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /**
   * Who answers.
   *
   * @param parameters the values of the route's
   * @param rest as {@link PathTemplate#rest} tells it
   */
  record Match(Endpoint endpoint, Map<String, String> parameters, String rest) {}

  /**
   * Always finds who answers: where there is no route (404, 405) or the path is malformed (400), an
   * endpoint that says so to whoever may know.
   *
   * @param path raw, as the request has it
   */
  Match find(String method, String path) {
    try {
      return route(method, path);
    } catch (ApiException refused) {
      Endpoint saysSo =
          exchange -> {
            throw refused;
          };
      String part = PathTemplate.split(path).getFirst();
      return new Match(
          guards.getOrDefault(part, UnaryOperator.identity()).apply(saysSo), Map.of(), "");
    }
  }

  private Match route(String method, String path) {
    List<String> segments = PathTemplate.split(path);
    for (Route route : candidates(segments)) {
      Optional<Map<String, String>> parameters = route.template().match(segments);
      if (parameters.isPresent() && answers(route, method)) {
        return new Match(route.endpoint(), parameters.get(), route.template().rest(path));
      }
    }
    Set<String> otherMethods = methods(path);
    if (otherMethods.isEmpty()) {
      throw ApiException.notFound("there is nothing at " + method + " " + path);
    }
    throw new ApiException(
        405,
        "METHOD_NOT_ALLOWED",
        path + " does not answer " + method + "; use " + String.join(" or ", otherMethods));
  }

  /** HEAD is a GET whose body is not sent. */
  private static boolean answers(Route route, String method) {
    return route.method().equals(method)
        || route.method().equals(Route.ANY)
        || (method.equals("HEAD") && route.method().equals("GET"));
  }

  /** The methods that a path answers, in alphabetical order. */
  Set<String> methods(String path) {
    List<String> segments = PathTemplate.split(path);
    Set<String> methods = new TreeSet<>();
    for (Route route : candidates(segments)) {
      if (route.template().match(segments).isPresent()) {
        methods.add(route.method());
      }
    }
    return methods;
  }
}
