package dev.sebring.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.server.toolbox.ToolboxServer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has no key cannot tell what is there from what is not. */
class NothingWithoutAKeyTest {
  private static final String MISSING = "11111111-2222-4333-8444-555555555555";
  private static final String NO_KEY = "";
  private static final String WRONG_KEY = "Authorization: Bearer dtn_0123456789abcdef\r\n";

  private static ToolboxServer server;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_KEY, WRONG_KEY})
  void theControlPlaneAnswersEverythingAlike(String key) throws IOException {
    assertThat(
            answers(
                key,
                "GET /api/sandbox",
                "GET /api/sandbox/" + server.sandbox(),
                "GET /api/sandbox/" + MISSING,
                "GET /api/sandbox/no-id",
                "GET /api/sandbox/..%2F..%2Fetc",
                "GET /api/sandbox/'%20OR%201=1",
                "DELETE /api/sandbox/" + server.sandbox(),
                "DELETE /api/sandbox/" + MISSING,
                "POST /api/sandbox",
                "PATCH /api/sandbox",
                "POST /api/health",
                "POST /api/sandbox/" + server.sandbox() + "/public/maybe",
                "GET /api/sandbox/" + server.sandbox() + "/ports/1/preview-url",
                "GET /api/api-keys/default",
                "GET /api/nothing/here",
                "GET /api",
                "GET /api/"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_KEY, WRONG_KEY})
  void theToolboxAnswersEverythingAlike(String key) throws IOException {
    assertThat(
            answers(
                key,
                "GET /toolbox/" + server.sandbox() + "/version",
                "GET /toolbox/" + MISSING + "/version",
                "GET /toolbox/no-id/version",
                "GET /toolbox/..%2Fetc/version",
                "GET /toolbox/" + server.sandbox() + "/nothing",
                "GET /toolbox/" + server.sandbox() + "/process/execute",
                "POST /toolbox/" + server.sandbox() + "/process/execute",
                "POST /toolbox/" + server.sandbox() + "/git/clone",
                "GET /toolbox/" + server.sandbox() + "/files?path=/etc/passwd",
                "GET /toolbox/" + server.sandbox() + "/proxy/" + server.address().getPort() + "/",
                "PROPFIND /toolbox/" + server.sandbox() + "/proxy/1/a/b",
                "GET /toolbox/" + MISSING + "/proxy/1/",
                "GET /toolbox/" + server.sandbox() + "/proxy/no-port/",
                "GET /toolbox/" + server.sandbox(),
                "GET /toolbox/",
                "GET /toolbox"))
        .hasSize(1);
  }

  /** What is no HTTP is refused before anybody looks for a key. */
  @ParameterizedTest
  @ValueSource(strings = {"%00", "%C0%AE", "%zz", "%"})
  void aMalformedPathIsRefusedAlikeWithAKeyAndWithout(String id) throws IOException {
    String withKey = "Authorization: Bearer " + server.apiKey() + "\r\n";
    for (String part : List.of("/api/sandbox/", "/toolbox/")) {
      assertThat(status(NO_KEY, "GET " + part + id)).isEqualTo(400);
      assertThat(status(withKey, "GET " + part + id)).isEqualTo(400);
    }
  }

  @Test
  void whatIsForEverybodyIsNotBehindTheKey() {
    for (String path : List.of("/api/health", "/api/config", "/api/openapi.json")) {
      assertThat(status(NO_KEY, "GET " + path)).as(path).isEqualTo(200);
    }
  }

  private static int status(String key, String call) {
    try {
      return answer(key, call).status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What differs between the answers, but for the time and what the client said itself. */
  private static Set<String> answers(String key, String... calls) throws IOException {
    Set<String> different = new HashSet<>();
    for (String call : calls) {
      RawAnswer answer = answer(key, call);
      answer.isAnError(401);
      ObjectNode body = (ObjectNode) answer.json();
      body.remove(List.of("path", "method", "timestamp"));
      different.add(answer.head().replaceAll("(?m)^(Date|Content-Length):.*$", "") + body);
    }
    return different;
  }

  private static RawAnswer answer(String key, String call) throws IOException {
    String request = call + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + key + "\r\n";
    return RawAnswer.to(server.address(), request.getBytes(ISO_8859_1));
  }
}
