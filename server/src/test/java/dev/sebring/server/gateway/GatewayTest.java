package dev.sebring.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.http.ErrorAnswers;
import dev.sebring.server.http.Operation;
import dev.sebring.server.http.Router;
import dev.sebring.server.http.WebServer;
import dev.sebring.server.lifecycle.Host;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatewayTest {
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private Host host;
  private WebServer server;

  @BeforeEach
  void open() throws Exception {
    host = new Host();
    Router router = new Router();
    ToolboxRoutes routes =
        new Gateway(host.sandboxes(), true)
            .routes(router.part("/toolbox/{" + Gateway.SANDBOX_ID + "}", true));
    Operation any = Operation.of("Test");
    routes.get(
        "/context",
        any,
        (exchange, sandbox) ->
            exchange.answer(
                Map.of(
                    "id", sandbox.id().value(),
                    "user", sandbox.user(),
                    "workDir", sandbox.workDir(),
                    "up", sandbox.guest().ping(Duration.ofSeconds(5)).toMillis())));
    routes.get(
        "/wait",
        any,
        (exchange, sandbox) -> {
          var guest = sandbox.guest();
          waiting.countDown();
          while (true) {
            guest.ping(Duration.ofSeconds(5));
          }
        });
    server =
        WebServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            router,
            new ErrorAnswers(Clock.systemUTC(), List.of(SandboxFailures::translate)));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    http.close();
    host.close();
  }

  @Test
  void anEndpointFindsItsSandbox() throws Exception {
    var box = host.create(lifetime -> lifetime);
    JsonNode context = body(get(box.id() + "/context", 200));
    assertThat(context.path("id").asText()).isEqualTo(box.id().value());
    assertThat(context.path("user").asText()).isEqualTo(box.user());
    assertThat(context.path("workDir").asText()).isEqualTo(box.workDir());
  }

  @Test
  void whoCannotBeReachedIsAnsweredByTheProxy() throws Exception {
    JsonNode unknown = body(get("nobody/context", 404));
    assertThat(unknown.path("source").asText()).isEqualTo("DAYTONA_PROXY");
    assertThat(unknown.path("path").asText()).isEqualTo("/context");
    host.create(lifetime -> lifetime);
    host.sandboxes().stop("box", true);
    JsonNode stopped = body(get("box/context", 400));
    assertThat(stopped.path("source").asText()).isEqualTo("DAYTONA_PROXY");
    assertThat(stopped.path("message").asText()).contains("is stopped: start it");
  }

  @Test
  void aCallWhoseSandboxIsStoppedUnderItIsToldSo() throws Exception {
    host.create(lifetime -> lifetime);
    CompletableFuture<HttpResponse<String>> call = getAsync("box/wait");
    waiting.await();
    host.sandboxes().stop("box", true);
    assertThat(call.get().statusCode()).isIn(400, 409);
    assertThat(body(call.get()).path("message").asText()).containsAnyOf("stopped", "stopping");
  }

  @Test
  void aCallWhoseSandboxIsDeletedUnderItIsToldSo() throws Exception {
    host.create(lifetime -> lifetime);
    CompletableFuture<HttpResponse<String>> call = getAsync("box/wait");
    waiting.await();
    host.sandboxes().delete("box");
    assertThat(call.get().statusCode()).isEqualTo(404);
    assertThat(body(call.get()).path("message").asText()).contains("just been deleted");
  }

  private HttpResponse<String> get(String path, int status) throws Exception {
    HttpResponse<String> response = getAsync(path).get();
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return response;
  }

  private CompletableFuture<HttpResponse<String>> getAsync(String path) {
    return http.sendAsync(
        HttpRequest.newBuilder(URI.create(server.url() + "/toolbox/" + path)).build(),
        BodyHandlers.ofString());
  }

  private static JsonNode body(HttpResponse<String> response) throws Exception {
    return Json.mapper().readTree(response.body());
  }
}
