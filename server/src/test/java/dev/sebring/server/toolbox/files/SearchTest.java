package dev.sebring.server.toolbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTest {
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
  void everyLineWithTheTextIsFoundWithItsNumber() throws Exception {
    write("plain/a.txt", "one\nTODO two\r\nthree\nlast TODO");
    write("plain/sub/b.txt", "TODO\n\nTODO TODO\n");
    write("plain/c.txt", "todo\n");
    JsonNode found = find("plain", "TODO");
    assertThat(lines(found))
        .containsExactly(
            "plain/a.txt:2:TODO two",
            "plain/a.txt:4:last TODO",
            "plain/sub/b.txt:1:TODO",
            "plain/sub/b.txt:3:TODO TODO");
    assertThat(found.get(0).path("line").isIntegralNumber()).isTrue();
    assertThat(lines(find("plain/c.txt", "todo"))).containsExactly("plain/c.txt:1:todo");
    assertThat(lines(find(home("plain/sub") + "/", "TODO")).getFirst())
        .isEqualTo(home("plain/sub/b.txt") + ":1:TODO");
  }

  @Test
  void theTextIsTakenLiterally() throws Exception {
    write("literal/f", "a.c\nabc\n[x]*\n$HOME `id`\n -e\n");
    assertThat(lines(find("literal", "a.c"))).containsExactly("literal/f:1:a.c");
    assertThat(lines(find("literal", "[x]*"))).containsExactly("literal/f:3:[x]*");
    assertThat(lines(find("literal", "$HOME `id`"))).hasSize(1);
    assertThat(lines(find("literal", "-e"))).hasSize(1);
    assertThat(lines(find("literal", " "))).hasSize(2);
    assertThat(lines(find("literal", "abc\n"))).isEmpty();
    assertThat(toolbox.get("/files/find?path=literal&pattern=").status()).isEqualTo(400);
    assertThat(toolbox.get("/files/find?path=nosuch&pattern=x").status()).isEqualTo(404);
  }

  @Test
  void aFileWithAZeroByteAtItsBeginningIsSkipped() throws Exception {
    write("binary/early", "needle\0");
    write("binary/late", "x".repeat(512) + "\0\nneedle\n");
    assertThat(lines(find("binary", "needle"))).containsExactly("binary/late:2:needle");
  }

  @Test
  void aVeryLongLineIsFoundOnceAndCut() throws Exception {
    String long1 = "x".repeat(3_000_000) + "needle" + "needle";
    write("long/f", "first\n" + long1 + "\nneedle");
    JsonNode found = find("long", "needle");
    assertThat(found).hasSize(2);
    assertThat(found.get(0).path("line").asInt()).isEqualTo(2);
    assertThat(found.get(0).path("content").asText().length()).isBetween(1000, 100_000);
    assertThat(found.get(1).path("line").asInt()).isEqualTo(3);
  }

  @Test
  void aTextThatStraddlesTwoReadsIsFound() throws Exception {
    byte[] bytes = new byte[300_000];
    Arrays.fill(bytes, (byte) '.');
    for (int at : new int[] {65_533, 131_070, 262_141}) {
      System.arraycopy("needle\n".getBytes(), 0, bytes, at, 7);
    }
    Files.createDirectories(home("straddle"));
    Files.write(home("straddle/f"), bytes);
    assertThat(find("straddle", "needle")).hasSize(3);
  }

  @Test
  void loopsOfLinksPipesAndUnreadableThingsDoNotStopASearch() throws Exception {
    write("odd/real/f.txt", "needle\n");
    Files.createSymbolicLink(home("odd/real/up"), Path.of(".."));
    Files.createSymbolicLink(home("odd/self"), Path.of("self"));
    Files.createSymbolicLink(home("odd/link.txt"), Path.of("real/f.txt"));
    assertThat(
            toolbox
                .post("/process/execute", Map.of("command", "mkfifo odd/pipe.txt"))
                .json()
                .path("exitCode")
                .asInt())
        .isZero();
    assertThat(lines(find("odd", "needle"))).containsExactly("odd/real/f.txt:1:needle");
    assertThat(search("odd", "*.txt"))
        .containsExactly("odd/link.txt", "odd/pipe.txt", "odd/real/f.txt");
    assertThat(toolbox.get("/files?path=odd&depth=20").json()).hasSize(6);
  }

  @Test
  void namesFitAPatternWhereverTheyAre() throws Exception {
    write("names/a.py", "");
    write("names/b.txt", "");
    write("names/dir.py/c.py", "");
    assertThat(search("names", "*.py"))
        .containsExactly("names/a.py", "names/dir.py", "names/dir.py/c.py");
    assertThat(search(home("names").toString(), "[bc].*"))
        .containsExactly(home("names/b.txt").toString(), home("names/dir.py/c.py").toString());
    assertThat(search("names", "nothing")).isEmpty();
    assertThat(toolbox.get("/files/search?path=names&pattern=%5Ba").status()).isEqualTo(400);
    assertThat(toolbox.get("/files/search?path=nosuch&pattern=x").status()).isEqualTo(404);
  }

  @Test
  void tenThousandFilesAreSearched() throws Exception {
    Files.createDirectories(home("many"));
    for (int i = 0; i < 10_000; i++) {
      Files.writeString(home("many/f" + i), i % 1000 == 7 ? "a needle\n" : "hay\n");
    }
    assertThat(find("many", "needle")).hasSize(10);
    assertThat(search("many", "f999*")).hasSize(11);
  }

  private static List<String> search(String path, String pattern) {
    Answer answer =
        toolbox.get(
            "/files/search?path="
                + ToolboxServer.encoded(path)
                + "&pattern="
                + ToolboxServer.encoded(pattern));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> files = new ArrayList<>();
    answer.json().path("files").forEach(file -> files.add(file.asText()));
    return files;
  }

  private static JsonNode find(String path, String pattern) {
    Answer answer =
        toolbox.get(
            "/files/find?path="
                + ToolboxServer.encoded(path)
                + "&pattern="
                + ToolboxServer.encoded(pattern));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> lines(JsonNode found) {
    List<String> lines = new ArrayList<>();
    found.forEach(match ->
        lines.add(
            match.path("file").asText()
                + ":"
                + match.path("line").asText()
                + ":"
                + match.path("content").asText()));
    return lines;
  }

  private static void write(String file, String content) throws Exception {
    Files.createDirectories(home(file).getParent());
    Files.writeString(home(file), content);
  }

  private static Path home(String file) {
    return toolbox.home().resolve(file);
  }
}
