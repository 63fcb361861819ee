package dev.sebring.server.http;

import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The raw path of a request. */
final class RequestPath {
  private static final String TOOLBOX = "toolbox";

  private RequestPath() {}

  static String of(Request request) {
    @Nullable String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    return path == null || !path.startsWith("/") ? "/" : path;
  }

  /** Whether the toolbox answers there. */
  static boolean isToolbox(String path) {
    return path.equals("/" + TOOLBOX) || path.startsWith("/" + TOOLBOX + "/");
  }

  /** The path as the toolbox of one sandbox sees it: what comes after the sandbox's id. */
  static String insideToolbox(String path) {
    List<String> segments = PathTemplate.split(path);
    return segments.size() < 3
        ? path
        : "/" + String.join("/", segments.subList(2, segments.size()));
  }
}
