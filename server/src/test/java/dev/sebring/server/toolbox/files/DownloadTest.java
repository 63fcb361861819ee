package dev.sebring.server.toolbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.api.Json;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static ToolboxServer toolbox;

  @BeforeAll
  static void start() {
    toolbox = new ToolboxServer(true);
  }

  @AfterAll
  static void stop() {
    toolbox.close();
  }

  @Test
  void aFileComesWithItsLengthAndName() throws Exception {
    Files.writeString(home("a \"ä\".txt"), "content");
    Answer answer = toolbox.get("/files/download?path=" + ToolboxServer.encoded("a \"ä\".txt"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("content");
    assertThat(answer.headers().get("content-length")).containsExactly("7");
    assertThat(answer.headers().get("content-type")).containsExactly("application/octet-stream");
    assertThat(answer.headers().get("content-disposition"))
        .containsExactly(
            "attachment; filename=\"a ___.txt\"; filename*=UTF-8''a%20%22%C3%A4%22.txt");
  }

  @Test
  void whatCannotBeReadIsATypedError() throws Exception {
    Files.createDirectories(home("dir"));
    new ProcessBuilder("mkfifo", home("fifo").toString()).start().waitFor();
    Map<String, String> codes =
        Map.of(
            "nosuch", "404 FILE_NOT_FOUND",
            "dir", "400 INVALID_FILE_PATH",
            "fifo", "400 INVALID_FILE_PATH",
            "/dev/zero", "400 INVALID_FILE_PATH",
            "", "400 INVALID_FILE_PATH");
    codes.forEach((path, code) -> {
      Answer answer = toolbox.get("/files/download?path=" + path);
      assertThat(answer.status() + " " + answer.text("code")).as(path).isEqualTo(code);
      assertThat(answer.text("message")).contains(path);
    });
  }

  @Test
  void theHolesOfASparseFileComeAsZeros() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(home("sparse").toFile(), "rw")) {
      file.seek(8 << 20);
      file.writeBytes("end");
    }
    Answer answer = toolbox.get("/files/download?path=sparse");
    assertThat(answer.headers().get("content-length")).containsExactly("" + ((8 << 20) + 3));
    assertThat(answer.body()).isEqualTo("\0".repeat(8 << 20) + "end");
  }

  @Test
  void aFileThatSaysThatItIsEmptyComesWhole() {
    Answer answer = toolbox.get("/files/download?path=/proc/self/status");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("Name:", "Pid:");
  }

  @Test
  void manyFilesComeAsAFormWithAnErrorForEachThatFails() throws Exception {
    Files.writeString(home("one.txt"), "first\r\n--x");
    Files.writeString(home("q\"u\\o.bin"), "");
    List<String> paths =
        List.of("one.txt", "nosuch", home("one.txt").toString(), "q\"u\\o.bin", "dev", " ");
    Files.createDirectories(home("dev"));
    Answer answer = toolbox.post("/files/bulk-download", Map.of("paths", paths));
    assertThat(answer.status()).isEqualTo(200);
    String type = answer.headers().get("content-type").getFirst();
    assertThat(type).startsWith("multipart/form-data; boundary=");
    List<Form.Part> parts = Form.parse(type, answer.body());
    assertThat(parts).hasSize(6);
    assertThat(parts.get(0).head())
        .isEqualTo(
            "Content-Disposition: form-data; name=\"file\"; filename=\"one.txt\";"
                + " filename*=utf-8''one.txt\r\nContent-Type: text/plain\r\nContent-Length: 10");
    assertThat(parts.get(0).body()).isEqualTo("first\r\n--x");
    assertThat(parts.get(1).head())
        .startsWith("Content-Disposition: form-data; name=\"error\"; filename=\"nosuch\";")
        .contains("\r\nContent-Type: application/json\r\n");
    JsonNode error = Json.mapper().readTree(parts.get(1).body());
    assertThat(error.path("code").asText()).isEqualTo("FILE_NOT_FOUND");
    assertThat(error.path("source").asText()).isEqualTo("DAYTONA_DAEMON");
    assertThat(error.path("statusCode").asInt()).isEqualTo(404);
    assertThat(parts.get(2).head()).contains("filename=\"" + home("one.txt") + "\"");
    assertThat(parts.get(3).head())
        .contains("filename=\"q\\\"u\\\\o.bin\"")
        .endsWith("Content-Length: 0");
    assertThat(parts.get(3).body()).isEmpty();
    assertThat(parts.get(4).body()).contains("INVALID_FILE_PATH");
    assertThat(parts.get(5).body()).contains("INVALID_FILE_PATH");
  }

  @Test
  void noPathsAreRefused() {
    assertThat(toolbox.post("/files/bulk-download", Map.of("paths", List.of())).status())
        .isEqualTo(400);
    assertThat(toolbox.post("/files/bulk-download", Map.of()).status()).isEqualTo(400);
  }

  private static Path home(String file) {
    return toolbox.home().resolve(file);
  }
}
