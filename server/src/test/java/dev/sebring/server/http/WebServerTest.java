package dev.sebring.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.ExecuteRequest;
import dev.sebring.api.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over raw sockets: what a proper client would never send is the point of most of these. */
class WebServerTest {
  private static final String KEY = "dtn_key";
  private static final Function<Throwable, Optional<ApiException>> BUSY =
      failure ->
          failure instanceof IllegalMonitorStateException
              ? Optional.of(ApiException.conflict("busy"))
              : Optional.empty();

  private final Router router = new Router();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    BearerAuthentication keys =
        new BearerAuthentication(key ->
            key.equals(KEY)
                ? Optional.of(new Caller("owner", "test", Set.of()))
                : Optional.empty());
    Operation any = Operation.of("Test");
    Routes api = router.part("/api", true);
    api.get(
        "/things/{id}/parts",
        any,
        exchange ->
            exchange.answer(
                Map.of("id", exchange.pathParameter("id"), "q", exchange.query("q").orElse(""))));
    api.get("/things/fixed/parts", any, exchange -> exchange.answer(Map.of("id", "the fixed one")));
    api.post("/things", any, exchange -> exchange.answer(201, exchange.body(ExecuteRequest.class)));
    api.get("/secret", any, keys.guard(exchange -> exchange.answer(exchange.caller())));
    api.get(
        "/bug",
        any,
        exchange -> {
          throw new IllegalStateException("the launch code is 0000");
        });
    api.get(
        "/busy",
        any,
        exchange -> {
          throw new IllegalMonitorStateException();
        });
    api.get(
        "/cut",
        any,
        exchange -> {
          try (OutputStream out = exchange.stream(200, "text/plain", -1)) {
            out.write("half".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            throw new IllegalStateException("in the middle");
          }
        });
    api.get(
        "/whole",
        any,
        exchange -> {
          try (OutputStream out = exchange.stream(200, "text/plain", -1)) {
            out.write("all of it".getBytes(StandardCharsets.US_ASCII));
          }
        });
    api.post(
        "/refuse",
        any,
        exchange -> {
          throw ApiException.badRequest("no");
        });
    router
        .part("/toolbox/{sandboxId}", true)
        .post(
            "/process/execute",
            any,
            exchange -> {
              throw new ApiException(408, "PROCESS_EXECUTION_TIMEOUT", "timeout")
                  .with(new ApiException.ProgramOutput("so far", null, null, null));
            });
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    server =
        WebServer.start(
            new InetSocketAddress("127.0.0.1", 0), router, new ErrorAnswers(clock, List.of(BUSY)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEncodedSlashIsPartOfAParameter() throws IOException {
    assertThat(body(get("/api/things/debian%2Ftrixie%3A13/parts?q=a+b%26c")))
        .isEqualTo(Json.mapper().valueToTree(Map.of("id", "debian/trixie:13", "q", "a b&c")));
  }

  @Test
  void aFixedSegmentWinsOverAParameter() throws IOException {
    assertThat(body(get("/api/things/fixed/parts")).path("id").asText()).isEqualTo("the fixed one");
  }

  @Test
  void anUnknownRouteIsA404InTheShapeOfTheContract() throws IOException {
    String answer = get("/api/nothing");
    assertThat(answer).startsWith("HTTP/1.1 404").contains("Content-Type: application/json");
    assertThat(body(answer).toString())
        .isEqualTo(
            "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"there is nothing at GET"
                + " /api/nothing\",\"code\":\"NOT_FOUND\",\"source\":\"DAYTONA_API\",\"path\":"
                + "\"/api/nothing\",\"timestamp\":\"2026-01-02T03:04:05.678Z\"}");
  }

  @Test
  void aWrongMethodIsA405ThatNamesTheRightOne() throws IOException {
    String answer = request("DELETE", "/api/things", "", "");
    assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: POST");
    assertThat(body(answer).path("message").asText()).contains("use POST");
  }

  @Test
  void aToolboxErrorSpeaksAsTheDaemonAndEndsWithTheOutputSoFar() throws IOException {
    String answer = request("POST", "/toolbox/abc/process/execute", "", "");
    assertThat(body(answer).toString())
        .isEqualTo(
            "{\"statusCode\":408,\"message\":\"timeout\",\"code\":\"PROCESS_EXECUTION_TIMEOUT\","
                + "\"source\":\"DAYTONA_DAEMON\",\"path\":\"/process/execute\",\"method\":\"POST\","
                + "\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"result\":\"so far\"}");
  }

  @Test
  void aBugIsA500WithAReferenceAndNothingOfItsMessage() throws IOException {
    String answer = get("/api/bug");
    assertThat(answer).startsWith("HTTP/1.1 500").doesNotContain("0000");
    assertThat(body(answer).path("message").asText()).contains("under reference");
  }

  @Test
  void whatAnotherLayerThrowsIsTranslated() throws IOException {
    assertThat(get("/api/busy")).startsWith("HTTP/1.1 409").contains("busy");
  }

  @Test
  void malformedRequestsAreAnsweredInJson() throws IOException {
    for (String request :
        List.of(
            "GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /api/things HTTP/1.1\r\nConnection: close\r\n\r\n",
            "NONSENSE\r\n\r\n",
            "GET /a HTTP/1.1\r\nHost: x\r\n bad: header\r\n\r\n",
            "POST /api/things HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length:"
                + " 2\r\n\r\n",
            "GET /api/things/%ff%fe/parts HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
      String answer = RawClient.exchange(server.address(), request);
      assertThat(answer).as(request).startsWith("HTTP/1.1 400");
      assertThat(body(answer).path("statusCode").asInt()).as(request).isEqualTo(400);
      assertThat(body(answer).path("source").asText()).as(request).isEqualTo("DAYTONA_API");
    }
  }

  @Test
  void headersThatAreTooLongAreA431InJson() throws IOException {
    String answer =
        RawClient.exchange(
            server.address(),
            "GET /api/bug HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 431");
    assertThat(body(answer).path("statusCode").asInt()).isEqualTo(431);
  }

  @Test
  void aBodyThatIsNotJsonIsA400ThatSaysWhere() throws IOException {
    String answer = request("POST", "/api/things", "", "{\"command\": tru");
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(body(answer).path("code").asText()).isEqualTo("INVALID_REQUEST_BODY");
    assertThat(body(answer).path("message").asText()).contains("line 1").doesNotContain("dev.");
  }

  @Test
  void aMissingOrMistypedKeyIsA400ThatNamesIt() throws IOException {
    assertThat(message(request("POST", "/api/things", "", "{}"))).isEqualTo("command is missing");
    assertThat(
            message(
                request("POST", "/api/things", "", "{\"command\":\"x\",\"envs\":{\"A\":null}}")))
        .isEqualTo("a value is missing or null");
    assertThat(message(request("POST", "/api/things", "", "[1]"))).contains("JSON object");
    assertThat(message(request("POST", "/api/things", "", ""))).contains("JSON body");
    assertThat(
            message(request("POST", "/api/things", "", "{\"command\":\"x\",\"timeout\":\"soon\"}")))
        .isEqualTo("timeout must be a whole number, not the string \"soon\"");
  }

  @Test
  void aKeyIsNeeded() throws IOException {
    assertThat(get("/api/secret")).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
    assertThat(request("GET", "/api/secret", "Authorization: Bearer wrong\r\n", ""))
        .startsWith("HTTP/1.1 401");
    assertThat(request("GET", "/api/secret", "Authorization: Basic " + KEY + "\r\n", ""))
        .startsWith("HTTP/1.1 401");
    assertThat(request("GET", "/api/secret", "Authorization: Bearer " + KEY + "\r\n", ""))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aStreamThatFailsIsCutSoThatTheClientSeesIt() throws IOException {
    assertThat(get("/api/cut")).contains("half").doesNotEndWith("0\r\n\r\n");
    assertThat(get("/api/whole")).contains("all of it").endsWith("0\r\n\r\n");
  }

  @Test
  void aClientThatIsStillSendingGetsToReadWhyItWasRefused() throws IOException {
    String answer = request("POST", "/api/refuse", "", "x".repeat(8 * 1024 * 1024));
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"no\"");
  }

  @Test
  void aPageOfAnotherOriginMayCall() throws IOException {
    String preflight =
        request(
            "OPTIONS",
            "/api/secret",
            "Origin: https://a.example\r\nAccess-Control-Request-Method: GET\r\n"
                + "Access-Control-Request-Headers: authorization,x-daytona-source\r\n",
            "");
    assertThat(preflight)
        .startsWith("HTTP/1.1 204")
        .contains("Access-Control-Allow-Origin: https://a.example")
        .contains("Access-Control-Allow-Headers: authorization,x-daytona-source");
    assertThat(request("GET", "/api/secret", "Origin: https://a.example\r\n", ""))
        .startsWith("HTTP/1.1 401")
        .containsOnlyOnce("Access-Control-Allow-Origin: https://a.example");
    assertThat(
            request(
                "GET",
                "/api/secret",
                "Origin: https://a.example\r\nX-Daytona-Disable-CORS: true\r\n",
                ""))
        .doesNotContain("Access-Control");
  }

  private String get(String path) throws IOException {
    return request("GET", path, "", "");
  }

  private String request(String method, String path, String headers, String body)
      throws IOException {
    return RawClient.exchange(
        server.address(),
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + headers
            + (body.isEmpty() && !method.equals("POST")
                ? ""
                : "Content-Length: " + body.length() + "\r\n")
            + "\r\n"
            + body);
  }

  private static String message(String answer) throws IOException {
    return body(answer).path("message").asText();
  }

  private static JsonNode body(String answer) throws IOException {
    return Json.mapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
