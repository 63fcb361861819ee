package dev.sebring.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.ApiKey;
import dev.sebring.api.Sandbox;
import dev.sebring.api.SandboxList;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Router;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  private final JsonNode document = document();

  @Test
  void everyRouteIsThereWithItsParameters() {
    JsonNode get = document.at("/paths/~1api~1sandbox~1{id}/get");
    assertThat(get.path("summary").asText()).isEqualTo("Get a sandbox");
    assertThat(get.at("/parameters/0/name").asText()).isEqualTo("id");
    assertThat(get.at("/parameters/0/in").asText()).isEqualTo("path");
    assertThat(get.at("/security/0").has("apiKey")).isTrue();
    assertThat(get.at("/responses/200/content/application~1json/schema/$ref").asText())
        .isEqualTo("#/components/schemas/Sandbox");
    assertThat(document.at("/paths/~1api~1sandbox/get/parameters/0/in").asText())
        .isEqualTo("query");
    assertThat(document.at("/paths/~1api~1health/get").has("security")).isFalse();
  }

  @Test
  void aRequiredKeyIsRequiredAndOneThatMayBeNullIsBoth() {
    JsonNode list = document.at("/components/schemas/SandboxList");
    assertThat(list.path("required").toString()).isEqualTo("[\"items\",\"nextCursor\"]");
    assertThat(list.at("/properties/nextCursor/anyOf/1/type").asText()).isEqualTo("null");
    JsonNode sandbox = document.at("/components/schemas/Sandbox");
    assertThat(sandbox.at("/properties/public/type").asText()).isEqualTo("boolean");
    assertThat(sandbox.path("required").toString())
        .contains("\"toolboxProxyUrl\"")
        .doesNotContain("errorReason");
    assertThat(document.at("/components/schemas/SandboxState/enum").toString())
        .contains("\"started\"", "\"pending_build\"");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    document
        .findValues("$ref")
        .forEach(reference ->
            assertThat(document.at(reference.asText().substring(1)).isObject())
                .as(reference.asText())
                .isTrue());
  }

  @Test
  void aRouteOfAnyMethodIsThereWithEachOfThem() {
    JsonNode path = document.at("/paths/~1api~1ports~1{port}~1{rest}");
    assertThat(path.properties()).hasSize(8);
    JsonNode patch = path.path("patch");
    assertThat(patch.at("/parameters/0/name").asText()).isEqualTo("port");
    assertThat(patch.at("/parameters/0").has("x-multi-segment")).isFalse();
    assertThat(patch.at("/parameters/1/name").asText()).isEqualTo("rest");
    assertThat(patch.at("/parameters/1/x-multi-segment").asBoolean()).isTrue();
    assertThat(patch.at("/responses/2XX/content").has("*/*")).isTrue();
    assertThat(
            patch.at("/responses/default/content/application~1json/schema/anyOf/0/$ref").asText())
        .isEqualTo("#/components/schemas/ApiError");
  }

  private static JsonNode document() {
    Router router = new Router();
    var guarded = router.part("/api", false);
    guarded.get(
        "/sandbox/{id}", Operation.of("Get a sandbox").answers(Sandbox.class), exchange -> {});
    guarded.get(
        "/sandbox",
        Operation.of("List").query("cursor").answers(SandboxList.class),
        exchange -> {});
    guarded.get("/api-keys", Operation.of("Keys").answersListOf(ApiKey.class), exchange -> {});
    guarded.any("/ports/{port}/{rest...}", Operation.of("Port").answersAnything(), exchange -> {});
    router.part("/api", true).get("/health", Operation.of("Health"), exchange -> {});
    return OpenApiDocument.of("1", router.routes());
  }
}
