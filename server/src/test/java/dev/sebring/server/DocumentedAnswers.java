package dev.sebring.server;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds what a server answers against its own OpenAPI document: an answer that the document does
 * not have is an error of one of the two. Thread-safe.
 */
public final class DocumentedAnswers {
  private static final String DOCUMENT = "urn:sebring";
  private static final String JSON = "application/json";
  private static final String ANYTHING = "*/*";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  /**
   * @param document what the server tells of itself
   */
  public DocumentedAnswers(JsonNode document) {
    this.document = document;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(DOCUMENT, document.toString())));
  }

  /** Fails the test if the answer is not in the document. */
  public void require(HttpResponse<String> answer) {
    String method = answer.request().method();
    String path = answer.request().uri().getRawPath();
    int status = answer.statusCode();
    String body = answer.body();
    Optional<String> template = template(method, path);
    if (template.isEmpty()) {
      if (path.equals("/api/openapi.json")) {
        return;
      }
      if (status < 400) {
        throw new AssertionError(method + " " + path + " is not documented");
      }
      requireJson("/components/schemas/ApiError", method + " " + path, body);
      return;
    }
    String name = method.toLowerCase(Locale.ROOT);
    JsonNode answers = document.path("paths").path(template.get()).path(name).path("responses");
    String code =
        Stream.of("" + status, status / 100 + "XX")
            .filter(answers::has)
            .findFirst()
            .orElse("default");
    String call = method + " " + template.get() + " -> " + status;
    if (status < 400 && code.equals("default")) {
      throw new AssertionError(call + " is not documented: " + answers);
    }
    JsonNode content = answers.path(code).path("content");
    String contentType = answer.headers().firstValue("Content-Type").orElse("");
    boolean mustBeJson = status >= 400 && !content.has(ANYTHING);
    if (content.path(JSON).has("schema") && (mustBeJson || contentType.startsWith(JSON))) {
      requireJson(
          "/paths/%s/%s/responses/%s/content/%s/schema"
              .formatted(escaped(template.get()), name, code, escaped(JSON)),
          call,
          body);
    } else if (!body.isEmpty()
        && !content.has(ANYTHING)
        && !content.has(contentType.replaceFirst(" *;.*", ""))) {
      throw new AssertionError(call + " has an undocumented body: " + contentType + " " + content);
    }
  }

  private void requireJson(String pointer, String call, String body) {
    Schema schema =
        schemas.computeIfAbsent(
            pointer, key -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + key)));
    String errors =
        schema.validate(body, InputFormat.JSON).stream()
            .map(Object::toString)
            .collect(joining("\n"));
    if (!errors.isEmpty()) {
      throw new AssertionError(call + " is not as documented:\n" + errors + "\n" + body);
    }
  }

  private static String escaped(String pointer) {
    return pointer.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
  }

  /** Of several that match, the one with the fewest parameters. */
  private Optional<String> template(String method, String path) {
    return document.path("paths").properties().stream()
        .filter(entry -> entry.getValue().has(method.toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getKey)
        .filter(template -> matches(template, path))
        .min((one, other) -> Long.compare(parameters(one), parameters(other)));
  }

  private boolean matches(String template, String path) {
    String[] wanted = template.split("/", -1);
    String[] segments = path.split("/", isOpenEnded(template) ? wanted.length : -1);
    boolean nothingLeft = isOpenEnded(template) && segments.length == wanted.length - 1;
    return (wanted.length == segments.length || nothingLeft)
        && IntStream.range(0, segments.length)
            .allMatch(i -> wanted[i].startsWith("{") || wanted[i].equals(segments[i]));
  }

  /** Whether its last parameter is the rest of the path. */
  private boolean isOpenEnded(String template) {
    return document.path("paths").path(template).findValues("x-multi-segment").size() > 0;
  }

  private static long parameters(String template) {
    return template.chars().filter(c -> c == '{').count();
  }
}
