package dev.sebring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.SessionExecuteRequest;
import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.client.Process;
import dev.sebring.client.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program in a sandbox without any network is reached by HTTP and by WebSocket. */
class PortsE2E {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Answers with a page, and on a WebSocket with each text in capitals. */
  private static final String SERVER =
      """
      const { createHash } = require('crypto');
      const server = require('http').createServer((request, answer) => {
        answer.setHeader('Content-Type', 'text/plain');
        answer.end(`${request.method} ${request.url} ${request.headers.authorization}`);
      });
      server.on('upgrade', (request, socket) => {
        const accept = createHash('sha1')
          .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
          .digest('base64');
        socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n'
          + `Sec-WebSocket-Accept: ${accept}\\r\\n\\r\\n`);
        socket.on('data', frame => {
          if ((frame[0] & 15) === 8) {
            socket.end(Buffer.from([0x88, 2, 3, 0xe8]));
            return;
          }
          const text = frame.subarray(6).map((byte, i) => byte ^ frame[2 + i % 4]);
          const answer = Buffer.from(text.toString().toUpperCase());
          socket.write(Buffer.concat([Buffer.from([0x81, answer.length]), answer]));
        });
        socket.on('error', () => {});
      });
      server.listen(3000, '127.0.0.1', () => console.log('listening'));
      """;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Installation installation;
  private static Daytona daytona;

  @BeforeAll
  static void start() throws IOException {
    installation = Installation.start();
    daytona =
        new Daytona(
            DaytonaConfig.builder()
                .apiUrl(installation.server().apiUrl().toString())
                .apiKey(installation.server().apiKey())
                .build());
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    HTTP.close();
    daytona.close();
    installation.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "runsc"})
  void aProgramIsReachedByHttpAndByWebSocket(String runtime) throws Exception {
    Sandbox sandbox =
        daytona.create(
            CreateSandboxParams.builder()
                .labels(Map.of("sebring/runtime", runtime))
                .networkBlockAll(true)
                .build(),
            LONG);
    try {
      String port = "/toolbox/" + sandbox.getId() + "/proxy/3000";
      assertThat(get(port + "/").statusCode()).isEqualTo(502);

      serve(sandbox.getProcess());

      assertThat(get(port + "/a?b=c").body()).isEqualTo("GET /a?b=c undefined");
      assertThat(saidBack(port + "/socket", "hello")).isEqualTo("HELLO");
    } finally {
      sandbox.delete(LONG);
    }
  }

  private static void serve(Process process) {
    process.createSession("server");
    String start =
        "cat >server.js <<'END'\n"
            + SERVER
            + "END\nmkfifo said; node server.js >said & read line <said; echo $line";
    assertThat(
            process
                .executeSessionCommand(
                    "server", new SessionExecuteRequest(start, null, null, null), LONG)
                .stdout())
        .isEqualTo("listening\n");
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(installation.server().url() + path))
            .header("Authorization", "Bearer " + installation.server().apiKey())
            .build(),
        BodyHandlers.ofString());
  }

  /** Says something and closes; what was answered if that went as it should. */
  private static String saidBack(String path, String text) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
          }

          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable error) {
            answer.completeExceptionally(error);
            closed.completeExceptionally(error);
          }
        };
    String url = installation.server().url().toString().replace("http:", "ws:") + path;
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + installation.server().apiKey())
            .buildAsync(URI.create(url), listener)
            .get(LONG.toSeconds(), TimeUnit.SECONDS);
    socket.sendText(text, true).get(LONG.toSeconds(), TimeUnit.SECONDS);
    String said = answer.get(LONG.toSeconds(), TimeUnit.SECONDS);
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(closed.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1000);
    return said;
  }
}
