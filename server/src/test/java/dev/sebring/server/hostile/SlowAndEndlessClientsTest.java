package dev.sebring.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.server.http.RawClient;
import dev.sebring.server.toolbox.ToolboxServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that never come to an end hold up nobody else, and leave nothing when they go. */
@Timeout(120)
class SlowAndEndlessClientsTest {
  private static final int CLIENTS = 200;
  private static final byte[] CHUNK =
      ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);

  private static ToolboxServer server;

  @BeforeAll
  static void start() {
    server = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void hundredsOfHalfRequestsDoNotKeepOthersFromWorking() throws IOException {
    run();
    ProcessFigures before = ProcessFigures.take();
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        slow.add(new RawClient(server.address()).send("GET /api/sandbox HTTP/1.1\r\nHo"));
        slow.add(new RawClient(server.address()).send(head("Content-Length: 30") + "{\"command\""));
        slow.add(
            new RawClient(server.address()).send(head("Transfer-Encoding: chunked") + "5\r\n{\"c"));
      }
      run();
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
    before.assertFlat();
    run();
  }

  @ParameterizedTest
  @CsvSource({"true, 413", "false, 401"})
  void anEndlessBodyIsRefusedAndThenCutOff(boolean withKey, int status) throws Exception {
    try (RawClient client = new RawClient(server.address())) {
      String head = head("Transfer-Encoding: chunked");
      client.send(withKey ? head : head.replaceAll("Authorization.*\r\n", ""));
      CompletableFuture<Void> endless = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> sendUntilCutOff(client, endless));
      RawAnswer.read(client).isAnError(status);
      endless.get(60, TimeUnit.SECONDS);
    }
    run();
  }

  private static void sendUntilCutOff(RawClient client, CompletableFuture<Void> over) {
    try {
      while (true) {
        client.send(CHUNK);
      }
    } catch (IOException e) {
      over.complete(null);
    }
  }

  private static String head(String length) {
    return String.join(
        "\r\n",
        "POST /toolbox/" + server.sandbox() + "/process/execute HTTP/1.1",
        "Host: a",
        "Authorization: Bearer " + server.apiKey(),
        length,
        "",
        "");
  }

  /** A command of somebody else runs as it always does. */
  private static void run() {
    ToolboxServer.Answer answer = server.post("/process/execute", Map.of("command", "echo here"));
    assertThat(answer.text("result")).isEqualTo("here\n");
  }
}
