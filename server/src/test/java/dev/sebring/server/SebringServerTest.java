package dev.sebring.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.TestServer.Answer;
import dev.sebring.server.state.AlreadyRunningException;
import dev.sebring.testkit.backend.LocalBackend;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SebringServerTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(config -> config);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aCreatedSandboxHasStartedWhenTheAnswerArrives() {
    Answer created =
        server.post(
            "/api/sandbox",
            "{\"name\":\"box\",\"labels\":{\"code-toolbox-language\":\"python\"},\"env\":{\"A\":\"1\"}}");
    assertThat(created.status()).as(created.body().toString()).isEqualTo(200);
    assertThat(created.text("state")).isEqualTo("started");
    assertThat(created.text("name")).isEqualTo("box");
    assertThat(created.text("toolboxProxyUrl")).isEqualTo(server.server().url() + "/toolbox");
    assertThat(created.body().path("autoStopInterval").asInt()).isEqualTo(15);
    assertThat(created.body().path("autoDeleteInterval").asInt()).isEqualTo(-1);
    assertThat(created.body().at("/labels/code-toolbox-language").asText()).isEqualTo("python");
    assertThat(server.get("/api/sandbox/box").body()).isEqualTo(created.body());
    assertThat(server.get("/api/sandbox/" + created.text("id")).body()).isEqualTo(created.body());
    assertThat(running()).containsExactly(new SandboxId(created.text("id")));
  }

  @Test
  void aSandboxIsStoppedStartedAndDeleted() {
    String id = create("{}");
    assertThat(server.post("/api/sandbox/" + id + "/stop").text("state")).isEqualTo("stopped");
    assertThat(running()).isEmpty();
    Answer again = server.post("/api/sandbox/" + id + "/stop");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.message()).contains("not in a stoppable state");
    assertThat(server.post("/api/sandbox/" + id + "/start").text("state")).isEqualTo("started");
    assertThat(server.post("/api/sandbox/" + id + "/start").status()).isEqualTo(200);
    assertThat(server.delete("/api/sandbox/" + id).text("state")).isEqualTo("destroyed");
    assertThat(server.backend().list()).isEmpty();
    Answer gone = server.get("/api/sandbox/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.message()).contains(id + " not found").contains("deleted at", "by request");
    assertThat(server.delete("/api/sandbox/" + id).status()).isEqualTo(404);
  }

  @Test
  void anEphemeralSandboxIsGoneWhenItIsStopped() {
    String id = create("{\"autoDeleteInterval\":0}");
    assertThat(server.post("/api/sandbox/" + id + "/stop").text("state")).isEqualTo("destroyed");
    assertThat(server.get("/api/sandbox/" + id).status()).isEqualTo(404);
    assertThat(server.backend().list()).isEmpty();
  }

  @Test
  void aNameIsTakenOnceAndFreeAfterTheDeletion() {
    create("{\"name\":\"a b/c\"}");
    Answer second = server.post("/api/sandbox", "{\"name\":\"a b/c\"}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.message()).contains("already exists");
    assertThat(server.backend().list()).hasSize(1);
    assertThat(server.delete("/api/sandbox/a%20b%2Fc").status()).isEqualTo(200);
    create("{\"name\":\"a b/c\"}");
  }

  @Test
  void aNameThatCouldBeTakenForSomethingElseIsRefused() {
    for (String name :
        List.of("../x", ".", "\\ud800", "-x", "12345678-1234-4123-8123-123456789012")) {
      Answer refused = server.post("/api/sandbox", "{\"name\":\"" + name + "\"}");
      assertThat(refused.status()).as(name).isEqualTo(400);
    }
  }

  @Test
  void ofManyWhoCreateOneNameAtOnceOneWinsAndNothingLeaks() throws Exception {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          IntStream.range(0, 8)
              .mapToObj(
                  i -> each.submit(() -> server.post("/api/sandbox", "{\"name\":\"x\"}").status()))
              .toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    }
    assertThat(server.backend().list()).hasSize(1);
  }

  @Test
  void aFieldThatIsNotHonouredIsRefusedByItsName() {
    for (String field :
        List.of(
            "\"volumes\":[{\"volumeId\":\"v\",\"mountPath\":\"/v\"}]",
            "\"buildInfo\":{\"dockerfileContent\":\"FROM x\"}",
            "\"gpu\":1",
            "\"autoArchiveInterval\":60",
            "\"somethingNew\":true",
            "\"env\":{\"1A\":\"x\"}",
            "\"cpu\":\"two\"",
            "\"autoStopInterval\":-1",
            "\"labels\":[\"x\"]")) {
      Answer refused = server.post("/api/sandbox", "{" + field + "}");
      assertThat(refused.status()).as(field).isEqualTo(400);
      String name = field.substring(1, field.indexOf('"', 1));
      assertThat(refused.message()).as(field).contains(name);
    }
    assertThat(server.backend().list()).isEmpty();
  }

  @Test
  void aRuntimeThatTheHostDoesNotHaveIsRefusedBeforeAnythingIsMade() {
    Answer refused = server.post("/api/sandbox", "{\"labels\":{\"sebring/runtime\":\"runsc\"}}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message())
        .contains("label sebring/runtime", "no runtime \"runsc\"", "leave the label out");
    assertThat(server.backend().list()).isEmpty();
  }

  @Test
  void whatAsksForNothingPasses() {
    create(
        "{\"env\":{},\"volumes\":[],\"gpu\":0,\"spot\":false,\"networkAllowList\":\"\","
            + "\"buildInfo\":null,\"autoPauseInterval\":0,\"autoArchiveInterval\":0,\"secrets\":[]}");
  }

  @Test
  void anUnknownRegionIs404AndSaysWhich() {
    Answer refused = server.post("/api/sandbox", "{\"target\":\"mars\"}");
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.message()).contains("mars").contains("local");
  }

  @Test
  void resourcesComeFromTheSnapshotOrFromTheRequestNeverFromBoth() {
    Answer refused = server.post("/api/sandbox", "{\"snapshot\":\"x\",\"cpu\":1}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(server.backend().list()).isEmpty();
    Answer small = server.post("/api/sandbox", "{\"cpu\":0.5,\"memory\":0.25,\"disk\":1}");
    assertThat(small.body().path("cpu").asDouble()).isEqualTo(0.5);
    assertThat(small.body().path("memory").asDouble()).isEqualTo(0.25);
    Answer tooMuch = server.post("/api/sandbox", "{\"memory\":1000000}");
    assertThat(tooMuch.status()).isEqualTo(400);
    assertThat(tooMuch.message()).contains("memory must be").contains("which this host has");
  }

  @Test
  void listsAreFilteredSortedAndPaged() {
    create("{\"name\":\"c\",\"labels\":{\"team\":\"blue\",\"n\":\"1\"}}");
    create("{\"name\":\"a\",\"labels\":{\"team\":\"blue\"}}");
    create("{\"name\":\"B\",\"labels\":{\"team\":\"red\"}}");
    assertThat(names("")).hasSize(3);
    assertThat(names("?labels=" + encoded("{\"team\":\"blue\"}"))).containsExactly("a", "c");
    assertThat(names("?name=b")).containsExactly("B");
    assertThat(names("?states=started&states=stopped")).hasSize(3);
    assertThat(names("?states[]=stopped".replace("[]", "%5B%5D"))).isEmpty();
    Answer first = server.get("/api/sandbox?sort=name&order=asc&limit=2");
    assertThat(names(first)).containsExactly("B", "a");
    String rest = "/api/sandbox?sort=name&order=asc&limit=2&cursor=" + first.text("nextCursor");
    assertThat(names(server.get(rest))).containsExactly("c");
    server.delete("/api/sandbox/a");
    Answer second = server.get(rest);
    assertThat(names(second)).containsExactly("c");
    assertThat(second.body().get("nextCursor").isNull()).isTrue();
    for (String bad :
        List.of("labels=x", "limit=0", "sort=colour", "order=up", "cursor=x", "minCpu=x")) {
      assertThat(server.get("/api/sandbox?" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void labelsAndTimersAndPublicityAreStored() throws Exception {
    String id = create("{}");
    assertThat(
            server
                .call("PUT", "/api/sandbox/" + id + "/labels", "{\"labels\":{\"a\":\"b\"}}")
                .body()
                .at("/labels/a")
                .asText())
        .isEqualTo("b");
    server.post("/api/sandbox/" + id + "/autostop/7");
    server.post("/api/sandbox/" + id + "/autodelete/-1");
    server.post("/api/sandbox/" + id + "/public/true");
    assertThat(server.post("/api/sandbox/" + id + "/autostop/soon").status()).isEqualTo(400);
    server.restart();
    JsonNode after = server.get("/api/sandbox/" + id).body();
    assertThat(after.at("/labels").toString()).isEqualTo("{\"a\":\"b\"}");
    assertThat(after.path("autoStopInterval").asInt()).isEqualTo(7);
    assertThat(after.path("public").asBoolean()).isTrue();
  }

  @Test
  void aSandboxRunsOnWhileTheServerIsAway() throws Exception {
    String id = create("{\"name\":\"box\"}");
    String key = server.server().apiKey();
    server.restart();
    assertThat(server.server().apiKey()).isEqualTo(key);
    assertThat(server.get("/api/sandbox/" + id).text("state")).isEqualTo("started");
    assertThat(running()).containsExactly(new SandboxId(id));
  }

  @Test
  void whatEndedWhileTheServerWasAwayIsStopped() throws Exception {
    String id = create("{}");
    String ephemeral = create("{\"autoDeleteInterval\":0}");
    server.server().close();
    try (LocalBackend backend = server.backend()) {
      backend.stop(new SandboxId(id), java.time.Duration.ZERO);
      backend.stop(new SandboxId(ephemeral), java.time.Duration.ZERO);
    }
    server.restart();
    assertThat(server.get("/api/sandbox/" + id).text("state")).isEqualTo("stopped");
    assertThat(server.get("/api/sandbox/" + ephemeral).status()).isEqualTo(404);
  }

  @Test
  void whatVanishedWhileTheServerWasAwayIsAnErrorAndCanBeDeleted() throws Exception {
    String id = create("{}");
    server.server().close();
    try (LocalBackend backend = server.backend()) {
      backend.delete(new SandboxId(id));
    }
    server.restart();
    Answer lost = server.get("/api/sandbox/" + id);
    assertThat(lost.text("state")).isEqualTo("error");
    assertThat(lost.text("errorReason")).contains("gone from the host");
    assertThat(server.delete("/api/sandbox/" + id).status()).isEqualTo(200);
  }

  @Test
  void aSecondServerOnTheDirectoryIsToldWhereTheFirstIs() {
    assertThatThrownBy(() -> SebringServer.start(server.config()))
        .isInstanceOf(AlreadyRunningException.class)
        .hasMessageContaining(server.server().url().toString());
  }

  @Test
  void theServerSaysWhatItIs() {
    assertThat(server.call("", "GET", "/api/health", null).status()).isEqualTo(200);
    JsonNode config = server.call("", "GET", "/api/config", null).body();
    assertThat(config.at("/server/name").asText()).isEqualTo("sebring");
    assertThat(config.path("maintananceMode").isBoolean()).isTrue();
    assertThat(config.path("version").asText()).startsWith("0.");
    assertThat(server.call("", "GET", "/api/users/me", null).status()).isEqualTo(401);
    assertThat(server.get("/api/users/me").status()).isEqualTo(200);
    assertThat(server.get("/api/organizations").body()).hasSize(1);
  }

  @Test
  void theDocumentDescribesWhatIsServed() {
    JsonNode document = server.call("", "GET", "/api/openapi.json", null).body();
    assertThat(document.at("/paths/~1api~1sandbox~1{sandboxIdOrName}/delete").isObject()).isTrue();
    assertThat(document.at("/components/schemas/ApiError/properties/message").isObject()).isTrue();
  }

  @Test
  void aServerWithoutAdditionsDoesNotNameItself() throws Exception {
    try (TestServer plain = TestServer.start(config -> config.withAdditions(false))) {
      assertThat(plain.get("/api/config").body().has("server")).isFalse();
    }
  }

  @Test
  void aGivenKeyIsTheKey() throws Exception {
    try (TestServer given =
        TestServer.start(config -> config.withApiKey("chosen-by-the-operator"))) {
      assertThat(given.server().apiKey()).isEqualTo("chosen-by-the-operator");
      assertThat(given.get("/api/sandbox").status()).isEqualTo(200);
    }
  }

  @Test
  void aKeyDoesWhatItsPermissionsSay() {
    Answer created =
        server.post("/api/api-keys", "{\"name\":\"ci\",\"permissions\":[\"write:sandboxes\"]}");
    assertThat(created.status()).isEqualTo(201);
    String key = created.text("value");
    assertThat(key).matches("dtn_[0-9a-f]{64}");
    assertThat(server.call(key, "GET", "/api/api-keys/current", null).text("name")).isEqualTo("ci");
    assertThat(server.get("/api/api-keys").body().toString()).doesNotContain(key);
    Answer box = server.call(key, "POST", "/api/sandbox", "{}");
    assertThat(box.status()).isEqualTo(200);
    assertThat(server.call(key, "DELETE", "/api/sandbox/" + box.text("id"), null).status())
        .isEqualTo(403);
    assertThat(
            server
                .call(key, "POST", "/api/api-keys", "{\"name\":\"x\",\"permissions\":[]}")
                .status())
        .isEqualTo(403);
    assertThat(server.delete("/api/api-keys/ci").status()).isEqualTo(204);
    assertThat(server.call(key, "GET", "/api/sandbox", null).status()).isEqualTo(401);
  }

  @Test
  void whatIsNotThereYetSaysSo() {
    String id = create("{}");
    Answer refused = server.get("/api/sandbox/" + id + "/ports/8080/preview-url");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).contains("not supported by this server yet");
  }

  private String create(String body) {
    Answer created = server.post("/api/sandbox", body);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(200);
    return created.text("id");
  }

  private List<SandboxId> running() {
    return server.backend().list().stream()
        .filter(BackendSandbox::running)
        .map(BackendSandbox::id)
        .toList();
  }

  private List<String> names(String query) {
    return names(server.get("/api/sandbox" + query));
  }

  private static List<String> names(Answer list) {
    assertThat(list.status()).as(list.body().toString()).isEqualTo(200);
    return StreamSupport.stream(list.body().path("items").spliterator(), false)
        .map(item -> item.path("name").asText())
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
