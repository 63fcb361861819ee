package dev.sebring.server.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.http.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back on a connection.
 *
 * @param head status line and headers
 */
record RawAnswer(String head, String body) {
  private static final Pattern LENGTH =
      Pattern.compile("^Content-Length: (\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** Words that only our side's insides know. */
  private static final List<String> INSIDES =
      List.of(
          "Exception",
          "java.",
          "jackson",
          "jetty",
          "sebring",
          "deserialize",
          "JsonToken",
          "null pointer");

  /** Sends bytes on a connection of their own and reads the answer. */
  static RawAnswer to(InetSocketAddress server, byte[] request) throws IOException {
    try (RawClient client = new RawClient(server)) {
      try {
        client.send(request);
      } catch (IOException e) {
        // It has answered, and wants to hear no more.
      }
      return read(client);
    }
  }

  /** Reads one answer; the server may keep the connection or not. */
  static RawAnswer read(RawClient client) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = client.input().read();
      assertThat(next).as("the end of the headers after: %s", bytes).isNotNegative();
      bytes.write(next);
    }
    String head = bytes.toString(ISO_8859_1);
    Matcher length = LENGTH.matcher(head);
    assertThat(length.find()).as("a length in: %s", head).isTrue();
    byte[] body = client.input().readNBytes(Integer.parseInt(length.group(1)));
    return new RawAnswer(head, new String(body, UTF_8));
  }

  int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  JsonNode json() {
    try {
      return Json.mapper().readTree(body);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }

  /** Checks the shape of contract 1.5, and that the message is for people. */
  void isAnError(int status) {
    assertThat(status()).as(body).isEqualTo(status);
    assertThat(head).containsIgnoringCase("Content-Type: application/json");
    JsonNode error = json();
    assertThat(error.path("statusCode").asInt()).isEqualTo(status);
    assertThat(error.path("message").textValue()).isNotBlank();
    assertThat(error.path("code").textValue()).isNotBlank();
    assertThat(error.path("path").textValue()).startsWith("/");
    assertThat(Instant.parse(error.path("timestamp").textValue())).isNotNull();
    boolean toolbox = error.path("source").textValue().matches("DAYTONA_(DAEMON|PROXY)");
    assertThat(error.path(toolbox ? "method" : "error").textValue()).isNotBlank();
    assertThat(error.path("message").textValue())
        .doesNotContainIgnoringCase(INSIDES.toArray(new CharSequence[0]));
  }
}
