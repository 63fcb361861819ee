package dev.sebring.server.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.api.ApiError;
import dev.sebring.api.Json;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Route;
import java.util.List;
import java.util.Locale;

/** Writes the document. */
public final class OpenApiDocument {
  private static final String JSON = "application/json";

  /** All methods that a document of version 3.1 can have. */
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final Schemas schemas = new Schemas();
  private final ObjectNode root = Json.mapper().createObjectNode();

  private OpenApiDocument() {}

  /** The document of these routes; the caller owns it. */
  public static ObjectNode of(String version, List<Route> routes) {
    return new OpenApiDocument().write(version, routes);
  }

  private ObjectNode write(String version, List<Route> routes) {
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Sebring, a sandbox server of the Daytona v0 API");
    info.put("version", version);
    ObjectNode paths = root.putObject("paths");
    routes.forEach(route -> addRoute(paths.withObjectProperty(path(route)), route));
    ObjectNode components = root.putObject("components");
    components.set("schemas", schemas.all());
    components
        .putObject("securitySchemes")
        .putObject("apiKey")
        .put("type", "http")
        .put("scheme", "bearer");
    return root;
  }

  private static String path(Route route) {
    return route.template().toString().replace("...}", "}");
  }

  private void addRoute(ObjectNode path, Route route) {
    List<String> methods =
        route.method().equals(Route.ANY)
            ? METHODS
            : List.of(route.method().toLowerCase(Locale.ROOT));
    methods.forEach(method -> addOperation(path.putObject(method), route));
  }

  private void addOperation(ObjectNode node, Route route) {
    Operation operation = route.operation();
    node.put("summary", operation.summary());
    if (!route.open()) {
      node.putArray("security").addObject().putArray("apiKey");
    }
    for (String name : route.template().parameters()) {
      addParameter(node, "path", name, true);
    }
    if (route.template().isOpenEnded()) {
      ObjectNode rest =
          (ObjectNode) node.path("parameters").path(route.template().parameters().size() - 1);
      rest.put("description", "The rest of the path, with its slashes; may be empty");
      rest.put("x-multi-segment", true);
    }
    for (Operation.QueryParameter parameter : operation.query()) {
      addParameter(node, "query", parameter.name(), parameter.required());
    }
    addBody(node, operation);
    ObjectNode answers = node.putObject("responses");
    if (operation.isAnything()) {
      addAnything(answers);
      return;
    }
    addAnswer(answers.putObject(Integer.toString(operation.status())), operation);
    if (operation.accepted() != null) {
      addAnswer(answers.putObject(Integer.toString(operation.accepted())), operation);
    }
    ObjectNode failure = answers.putObject("default");
    failure.put("description", "An error");
    content(failure, JSON).set("schema", schemas.reference(ApiError.class));
  }

  /** An error may be ours or not. */
  private void addAnything(ObjectNode answers) {
    for (String status : List.of("2XX", "3XX")) {
      content(
          answers.putObject(status).put("description", "What was answered"), Operation.ANYTHING);
    }
    ObjectNode failure = answers.putObject("default");
    failure.put("description", "An error of this server, or what was answered");
    content(failure, Operation.ANYTHING);
    content(failure, JSON)
        .putObject("schema")
        .putArray("anyOf")
        .add(schemas.reference(ApiError.class))
        .addObject();
  }

  private static void addParameter(ObjectNode operation, String in, String name, boolean required) {
    ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
    parameter.put("name", name).put("in", in).put("required", required);
    parameter.putObject("schema").put("type", "string");
  }

  private void addBody(ObjectNode node, Operation operation) {
    if (operation.body() != null) {
      ObjectNode body = node.putObject("requestBody").put("required", true);
      content(body, JSON).set("schema", schemas.reference(operation.body()));
    } else if (operation.bodyType() != null) {
      ObjectNode body = node.putObject("requestBody").put("required", !operation.isAnything());
      content(body, operation.bodyType());
    }
  }

  private void addAnswer(ObjectNode answer, Operation operation) {
    answer.put("description", operation.summary());
    if (operation.answer() != null) {
      ObjectNode reference = schemas.reference(operation.answer());
      ObjectNode content = content(answer, JSON);
      if (operation.answerIsList()) {
        content.putObject("schema").put("type", "array").set("items", reference);
      } else {
        content.set("schema", reference);
      }
    }
    if (operation.answerType() != null) {
      content(answer, operation.answerType());
    }
  }

  private static ObjectNode content(ObjectNode owner, String mediaType) {
    return owner.withObjectProperty("content").putObject(mediaType);
  }
}
