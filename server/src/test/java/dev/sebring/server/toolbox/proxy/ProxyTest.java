package dev.sebring.server.toolbox.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.server.http.RawClient;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What listens in a sandbox, by HTTP through the server. The program is {@code program.py}. */
@Timeout(60)
class ProxyTest {
  private static ToolboxServer toolbox;
  private static String program;

  @BeforeAll
  static void start() throws IOException {
    toolbox = new ToolboxServer(true);
    try (InputStream code = ProxyTest.class.getResourceAsStream("program.py")) {
      program = started("-u -c \"$CODE\"", new String(code.readAllBytes(), UTF_8), "tail -n 1");
    }
  }

  /** Starts Python in the sandbox and answers the path of the port that it prints. */
  private static String started(String arguments, String code, String port) {
    Answer answer =
        toolbox.post(
            "/process/execute",
            Map.of(
                "command",
                "rm -f port; python3 "
                    + arguments
                    + " >port 2>&1 & until [ -s port ]; do sleep 0.1; done; "
                    + port
                    + " port",
                "envs",
                Map.of("CODE", code)));
    return "/proxy/" + answer.text("result").strip();
  }

  @AfterAll
  static void stop() {
    toolbox.close();
  }

  @Test
  void filesThatPythonServesAreRead() {
    toolbox.post("/process/execute", Map.of("command", "mkdir -p d/e; echo inside >'d/e/a b.txt'"));
    String files =
        started(
            "-u -m http.server 0 --bind 127.0.0.1 -d d",
            "",
            "sed -n 's/.* port \\([0-9]*\\).*/\\1/p'");

    Answer file = toolbox.get(files + "/e/a%20b.txt");
    assertThat(file.body()).isEqualTo("inside\n");
    assertThat(file.headers()).containsEntry("content-type", List.of("text/plain"));
    assertThat(toolbox.get(files + "/e/").body()).contains("a b.txt");
    assertThat(toolbox.get(files).body()).contains("e/");
    assertThat(toolbox.get(files + "/nothing").status()).isEqualTo(404);
  }

  @Test
  void theProgramGetsWhatWasAskedButNotTheKey() {
    Answer told =
        toolbox.call(
            "DELETE",
            program + "//a%2Fb/c;d/?q=1&q=%20+",
            BodyPublishers.noBody(),
            "X-Mine",
            "mine",
            "Cookie",
            "a=b",
            "X-Forwarded-For",
            "192.0.2.1");

    String prefix = "/toolbox/" + toolbox.sandbox() + program;
    assertThat(told.body())
        .startsWith("DELETE //a%2Fb/c;d/?q=1&q=%20+ HTTP/1.1\n")
        .contains(
            "X-Mine: mine\n",
            "Cookie: a=b\n",
            "Host: localhost:" + program.substring("/proxy/".length()) + "\n",
            "X-Forwarded-For: 192.0.2.1, 127.0.0.1\n",
            "X-Forwarded-Proto: http\n",
            "X-Forwarded-Host: 127.0.0.1:" + toolbox.address().getPort() + "\n",
            "X-Forwarded-Prefix: " + prefix + "\n")
        .doesNotContainIgnoringCase("authorization")
        .doesNotContain(toolbox.apiKey())
        .doesNotContainIgnoringCase("h2c"); // which the JDK's client asks for by itself
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "OPTIONS", "PATCH", "PROPFIND"})
  void everyMethodReachesTheProgram(String method) throws IOException {
    assertThat(raw(method, "/x", "")).contains("200", "\n" + method + " /x HTTP/1.1\n");
  }

  @Test
  void anAnswerWithoutBodyHasNone() throws IOException {
    assertThat(raw("HEAD", "/x", ""))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Length: ")
        .endsWith("\r\n\r\n");
    assertThat(raw("GET", "/none", "")).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n");
    assertThat(raw("GET", "/unmodified", "")).startsWith("HTTP/1.1 304 ").endsWith("\r\n\r\n");
  }

  @Test
  void headersOfOneConnectionStayOnIt() throws IOException {
    assertThat(
            raw(
                "GET",
                "/x",
                "Connection: X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\nKeep-Alive: 5\r\nX-Stays: 1\r\n"))
        .contains("X-Stays: 1", "Connection: close")
        .doesNotContain("X-Hop", "TE:", "Keep-Alive");

    Answer answer = toolbox.get(program + "/hops");
    assertThat(answer.headers())
        .containsEntry("x-kept", List.of("a", "b"))
        .doesNotContainKeys("x-mine", "keep-alive");
  }

  @Test
  void whatMayBeReadByPagesOfOtherOriginsIsSaidOnce() {
    assertThat(toolbox.get(program + "/hops").headers())
        .containsEntry("access-control-allow-origin", List.of("http://program"));
    assertThat(
            toolbox
                .call("GET", program + "/hops", BodyPublishers.noBody(), "Origin", "http://page")
                .headers())
        .containsEntry("access-control-allow-origin", List.of("http://page"));
  }

  @ParameterizedTest
  @CsvSource({
    "/login, HERE/login",
    "http://localhost:PORT/login, HERE/login",
    "http://127.0.0.1:PORT, HERE/",
    "login, login",
    "//example.com/a, //example.com/a",
    "http://localhost:PORT0/a, http://localhost:PORT0/a",
    "https://example.com/a, https://example.com/a"
  })
  void aRedirectWithinTheProgramLeadsThroughTheServer(String location, String expected) {
    String port = program.substring("/proxy/".length());
    assertThat(toolbox.get(program + "/moved?" + location).headers())
        .containsEntry(
            "location",
            List.of(
                expected
                    .replace("HERE", "/toolbox/" + toolbox.sandbox() + program)
                    .replace("PORT", port)));
  }

  @Test
  void bodiesOfUnknownLengthStreamBothWaysAtOnce() throws IOException {
    try (RawClient client = new RawClient(toolbox.address())) {
      client.send(head("POST", "/echo", "Connection: close\r\nTransfer-Encoding: chunked\r\n"));
      for (String part : List.of("one", "two")) {
        client.send("3\r\n" + part + "\r\n");
        assertThat(until(client, part)).endsWith(part);
      }
      client.send("0\r\n\r\n");
      assertThat(client.readAll()).isEqualTo("\r\n0\r\n\r\n");
    }
  }

  @Test
  void bigBodiesArriveWhole() throws Exception {
    byte[] sent = new byte[16 << 20];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31 >> 3);
    }
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent));
    assertThat(toolbox.call("POST", program + "/digest", BodyPublishers.ofByteArray(sent)).body())
        .isEqualTo(digest);
    assertThat(
            toolbox
                .call(
                    "PUT",
                    program + "/digest",
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sent)))
                .body())
        .isEqualTo(digest);

    try (InputStream big = toolbox.open("GET", program + "/big", BodyPublishers.noBody()).body()) {
      for (int i = 0; i < 64; i++) {
        byte[] expected = new byte[1 << 20];
        Arrays.fill(expected, (byte) i);
        assertThat(big.readNBytes(1 << 20)).isEqualTo(expected);
      }
      assertThat(big.read()).isEqualTo(-1);
    }
  }

  @Test
  void aProgramWaitsForAClientThatDoesNotRead() throws IOException {
    try (RawClient client = new RawClient(toolbox.address())) {
      client.send(head("GET", "/endless", ""));
      long sent = Long.parseLong(toolbox.get(program + "/blocked").body());
      assertThat(sent).isLessThan(64L << 20);
    }
  }

  @Test
  void eventsComeAsTheyHappenAndTheProgramSeesTheClientLeave() throws IOException {
    HttpResponse<InputStream> events =
        toolbox.open("GET", program + "/events", BodyPublishers.noBody());
    try (InputStream body = events.body()) {
      assertThat(body.readNBytes(11)).asString().isEqualTo("data: one\n\n");
      toolbox.get(program + "/go");
      assertThat(body.readNBytes(11)).asString().isEqualTo("data: two\n\n");
    }
    assertThat(toolbox.get(program + "/left").body()).isEqualTo("left");
  }

  @Test
  void theProgramSeesAClientLeaveThatWaitsOrIsSending() throws IOException {
    try (RawClient client = new RawClient(toolbox.address())) {
      client.send(head("GET", "/silence", ""));
    }
    assertThat(toolbox.get(program + "/left").body()).isEqualTo("left");
    try (RawClient client = new RawClient(toolbox.address())) {
      client.send(head("POST", "/digest", "Content-Length: 100\r\n") + "begun");
    }
    assertThat(toolbox.get(program + "/left").body()).isEqualTo("left");
  }

  @Test
  void anInterimAnswerIsPassedOn() throws IOException {
    assertThat(raw("GET", "/hints", ""))
        .startsWith("HTTP/1.1 103 ")
        .contains("Link: </a.css>", "HTTP/1.1 200 ", "after a hint");
  }

  @Test
  void anErrorOfTheProgramIsItsOwn() {
    Answer answer = toolbox.get(program + "/failed");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("no such thing");
  }

  @Test
  void aProgramMayRefuseABodyThatIsStillBeingSent() {
    Answer answer =
        toolbox.call("POST", program + "/refused", BodyPublishers.ofByteArray(new byte[8 << 20]));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("too large");
  }

  @Test
  void aClientThatNeverEndsItsBodyStillGetsTheAnswer() throws IOException {
    try (RawClient client = new RawClient(toolbox.address())) {
      client.send(head("POST", "/refused", "Content-Length: 1000\r\n") + "begun");
      assertThat(client.readAll()).startsWith("HTTP/1.1 413 ").endsWith("too large");
    }
  }

  @Test
  void anAnswerIsCompleteAlsoIfTheProgramKeepsTheConnection() throws IOException {
    assertThat(toolbox.get(program + "/kept").body()).isEqualTo("kept");
    assertThat(toolbox.get(program + "/left").body()).isEqualTo("left");
    assertThat(raw("HEAD", "/kept", "")).endsWith("\r\n\r\n");
    assertThat(toolbox.get(program + "/left").body()).isEqualTo("left");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cut", "/cutchunks"})
  void anAnswerThatIsCutShortLooksCutShort(String place) {
    assertThatThrownBy(() -> toolbox.get(program + place)).isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @CsvSource({"closed, closed the connection", "junk, no HTTP/1.1", "switched, not asked for"})
  void aProgramThatDoesNotAnswerByHttpIsTold(String place, String why) {
    Answer answer = toolbox.get(program + "/" + place);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text("code")).isEqualTo("BAD_GATEWAY");
    assertThat(answer.text("message")).contains(program.substring("/proxy/".length()), why);
  }

  @Test
  void aPortOnWhichNothingListensIsTold() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Answer answer =
        toolbox.call("POST", "/proxy/" + port + "/", BodyPublishers.ofByteArray(new byte[1 << 20]));
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text("message"))
        .contains("nothing listens on port " + port, "start a program there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "x", "99999999999"})
  void whatIsNoPortIsRefused(String port) {
    Answer answer = toolbox.get("/proxy/" + port + "/");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("message")).contains("1 to 65535");
  }

  @Test
  void aWebSocketIsAStreamOfBytesBothWays() throws IOException {
    try (RawClient client = new RawClient(toolbox.address())) {
      client.send(
          head("GET", "/socket", "Connection: Upgrade\r\nUpgrade: websocket\r\n") + "early ");
      assertThat(until(client, "hello EARLY "))
          .startsWith("HTTP/1.1 101 ")
          .contains("Upgrade: websocket\r\n", "Connection: Upgrade\r\n", "X-Kept: a\r\n");
      client.send("later");
      assertThat(until(client, "LATER")).isEqualTo("LATER");
    }
    assertThat(toolbox.get(program + "/left").body()).isEqualTo("left");
  }

  @Test
  void aChangeToAnotherProtocolIsNotPassedOn() throws IOException {
    assertThat(
            raw(
                "GET",
                "/x",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContainIgnoringCase("upgrade", "h2c", "http2-settings");
  }

  private static String raw(String method, String path, String headers) throws IOException {
    return RawClient.exchange(
        toolbox.address(), head(method, path, "Connection: close\r\n" + headers));
  }

  private static String head(String method, String path, String headers) {
    return method
        + " /toolbox/"
        + toolbox.sandbox()
        + program
        + path
        + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer "
        + toolbox.apiKey()
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static String until(RawClient client, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = client.input().read();
      if (next < 0) {
        throw new AssertionError("ended after " + text);
      }
      text.append(new String(new byte[] {(byte) next}, ISO_8859_1));
    }
    return text.toString();
  }
}
