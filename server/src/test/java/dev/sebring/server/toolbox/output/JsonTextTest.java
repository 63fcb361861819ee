package dev.sebring.server.toolbox.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void everyCharacterComesBack() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x11000; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    String text = all.toString();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonText(out)
        .number("exitCode", -1)
        .text("result", slowly(text.getBytes(StandardCharsets.UTF_8)))
        .text("cwd", text)
        .end();
    JsonNode read = Json.mapper().readTree(out.toByteArray());
    assertThat(read.path("exitCode").asInt()).isEqualTo(-1);
    assertThat(read.path("result").asText()).isEqualTo(text);
    assertThat(read.path("cwd").asText()).isEqualTo(text);
  }

  @Test
  void anObjectMayBeEmpty() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonText(out).end();
    assertThat(out).hasToString("{}");
  }

  /** Three bytes at a time, so that characters are cut. */
  private static InputStream slowly(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 3));
      }
    };
  }
}
