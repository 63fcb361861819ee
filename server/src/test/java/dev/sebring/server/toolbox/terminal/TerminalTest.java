package dev.sebring.server.toolbox.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.TestSocket;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.net.http.WebSocketHandshakeException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final String EXIT_CONTROL = "X-Daytona-Pty-Exit-Control";

  private static ToolboxServer server;
  private final String id = "t-" + UUID.randomUUID();
  private final String terminal = "/process/pty/" + id;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void kill() {
    server.delete(terminal);
  }

  @Test
  void theFirstMessageSaysConnectedAndThenTheShellIsThere() throws Exception {
    try (TestSocket client = createConnect("", EXIT_CONTROL)) {
      assertThat(client.next()).isEqualTo("{\"type\":\"control\",\"status\":\"connected\"}");
      client.send("echo $((6 * 7)) $TERM $(tty)\n");
      readUntil(client, "42 xterm-256color /dev/pts/");
    }
  }

  @Test
  void bytesAreTypedAsTheyAre() throws Exception {
    try (TestSocket client = createConnect("", EXIT_CONTROL)) {
      client.send("stty raw -echo; echo now-$((1)); head -c 8 | od -An -tx1\n".getBytes(UTF_8));
      readUntil(client, "now-1");
      client.send(new byte[] {0, 3, 4, (byte) 0xc3, (byte) 0xbc, (byte) 0xff, '\r', '\n'});
      readUntil(client, " 00 03 04 c3 bc ff 0d 0a");
    }
  }

  @Test
  void theEndOfTheShellIsToldInAMessageAndInTheCloseReason() throws Exception {
    try (TestSocket client = createConnect("", EXIT_CONTROL)) {
      client.send("exit 3\n");

      assertThat(client.closed().code()).isEqualTo(1011);
      JsonNode reason = Json.mapper().readTree(client.closed().reason());
      assertThat(reason.path("exitCode").asInt()).isEqualTo(3);
      assertThat(reason.path("exitReason").asText()).isEqualTo("non-zero exit");
      assertThat(client.all().getLast().toString())
          .isEqualTo(
              "{\"type\":\"control\",\"status\":\"exited\",\"exitCode\":3,"
                  + "\"exitReason\":\"non-zero exit\"}");
    }
    assertThat(server.get(terminal).status()).isEqualTo(404);
  }

  @Test
  void aCleanEndIsACleanClose() throws Exception {
    try (TestSocket client = createConnect("")) {
      assertThat(client.subprotocol()).isEmpty();
      client.send("exit\n");
      assertThat(client.closed().code()).isEqualTo(1000);
      assertThat(client.closed().reason()).isEqualTo("{\"exitCode\":0}");
      assertThat(client.all()).noneMatch(message -> message.toString().contains("exited"));
    }
  }

  @Test
  void aKilledTerminalTellsSo() throws Exception {
    try (TestSocket client = createConnect("", EXIT_CONTROL)) {
      client.send("sleep 1000 & echo ready\n");
      readUntil(client, "\nready");

      assertThat(server.delete(terminal).status()).isEqualTo(200);

      assertThat(client.closed().reason())
          .isEqualTo("{\"exitCode\":137,\"exitReason\":\"SIGKILL\"}");
    }
  }

  @Test
  void theSizeIsWhatIsAskedForAndCanBeChanged() throws Exception {
    try (TestSocket client = createConnect("&cols=100&rows=30", EXIT_CONTROL)) {
      client.send("stty size\n");
      readUntil(client, "30 100");

      Answer resized = server.post(terminal + "/resize", Map.of("cols", 90, "rows", 20));
      assertThat(resized.json().path("cols").asInt()).isEqualTo(90);

      client.send("stty size\n");
      readUntil(client, "20 90");
      assertThat(server.get(terminal).json().path("rows").asInt()).isEqualTo(20);
      assertThat(server.post(terminal + "/resize", Map.of("cols", 1001, "rows", 20)).status())
          .isEqualTo(400);
    }
  }

  @Test
  void variablesTravelInASubprotocolOfWhichOneIsEchoed() throws Exception {
    String envs =
        "X-Daytona-Pty-Envs~"
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"GREETING\":\"h\u00e4llo\"}".getBytes(UTF_8));
    try (TestSocket client = createConnect("&cwd=/tmp", EXIT_CONTROL, envs)) {
      assertThat(client.subprotocol()).isEqualTo(EXIT_CONTROL);
      client.send("echo $GREETING in $PWD\n");
      readUntil(client, "h\u00e4llo in /tmp");
      JsonNode info = server.get(terminal).json();
      assertThat(info.path("envs").path("GREETING").asText()).isEqualTo("h\u00e4llo");
      assertThat(info.path("cwd").asText()).isEqualTo("/tmp");
    }
  }

  @Test
  void severalClientsSeeAndTypeAtOneTerminalWhichOutlivesThem() throws Exception {
    assertThat(server.post("/process/pty", Map.of("id", id)).status()).isEqualTo(201);
    try (TestSocket one = connect();
        TestSocket other = connect()) {
      one.send("echo from-$((1))\n");
      readUntil(one, "from-1");
      readUntil(other, "from-1");
      other.send("echo from-$((2))\n");
      readUntil(one, "from-2");
      readUntil(other, "from-2");
    }
    assertThat(server.get(terminal).json().path("active").asBoolean()).isTrue();
    try (TestSocket later = connect()) {
      later.send("echo from-$((3))\n");
      assertThat(readUntil(later, "from-3")).doesNotContain("from-1", "from-2");
    }
  }

  @Test
  void aClientThatReadsNothingHoldsUpNobody() throws Exception {
    assertThat(server.post("/process/pty", Map.of("id", id)).status()).isEqualTo(201);
    try (TestSocket idle = server.idleWebSocket(terminal + "/connect");
        TestSocket client = connect()) {
      client.send("head -c 8000000 /dev/zero | tr '\\0' x; echo; echo all-$((1))\n");
      readUntil(client, "all-1");
      idle.close();
    }
  }

  @Test
  void whatIsWrongIsToldBeforeTheConnectionIsMade() {
    assertThat(server.post("/process/pty", Map.of("id", id)).status()).isEqualTo(201);
    assertThat(server.post("/process/pty", Map.of("id", id)).status()).isEqualTo(409);
    assertThat(server.post("/process/pty", Map.of("id", "x", "cols", 1001)).status())
        .isEqualTo(400);
    assertThat(server.post("/process/pty", Map.of("id", "x", "cwd", "/none")).status())
        .isEqualTo(400);
    assertHandshake("/process/pty/create-connect?id=" + id, 409);
    assertHandshake("/process/pty/none/connect", 404);
    assertThat(server.get("/process/pty/create-connect?id=y").status()).isEqualTo(400);
    assertThat(server.get("/process/pty").json().path("sessions").findValuesAsText("id"))
        .contains(id);
  }

  private static void assertHandshake(String path, int status) {
    assertThatThrownBy(() -> server.webSocket(path))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));
  }

  private TestSocket createConnect(String query, String... subprotocols) {
    return server.webSocket("/process/pty/create-connect?id=" + id + query, subprotocols);
  }

  private TestSocket connect() {
    return server.webSocket(terminal + "/connect");
  }

  /** What comes until a text appears. */
  private static String readUntil(TestSocket client, String text) throws InterruptedException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(text) < 0) {
      seen.append(client.next() instanceof byte[] bytes ? new String(bytes, UTF_8) : "");
    }
    return seen.toString();
  }
}
