package dev.sebring.server.toolbox.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadTest {
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
  void filesOfAFormArriveByteForByteWithTheirParents() throws Exception {
    byte[] random = random(300_000);
    byte[] tricky = "\r\n--b o'\r\n--b o'v\r\n\r\n--".getBytes(StandardCharsets.UTF_8);
    Answer answer =
        bulk(
            new Form()
                .text("files[0].path", "up/a b/ä.bin")
                .file("files[0].file", random)
                .text("files[1].path", home("up/tricky").toString())
                .file("files[1].file", tricky)
                .text("files[2].path", "up/empty")
                .file("files[2].file", new byte[0])
                .bytes());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(home("up/a b/ä.bin")).hasBinaryContent(random);
    assertThat(home("up/tricky")).hasBinaryContent(tricky);
    assertThat(home("up/empty")).isEmptyFile();
    assertThat(answer.json().at("/files/0/path").asText()).isEqualTo("up/a b/ä.bin");
    assertThat(answer.json().at("/files/0/bytes").asInt()).isEqualTo(300_000);
  }

  @Test
  void allPathsMayComeBeforeAllFiles() {
    Answer answer =
        bulk(
            new Form()
                .text("files[0].path", "first/a")
                .text("files[1].path", "first/b")
                .file("files[0].file", new byte[] {1})
                .file("files[1].file", new byte[] {2})
                .bytes());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(home("first/a")).hasBinaryContent(new byte[] {1});
    assertThat(home("first/b")).hasBinaryContent(new byte[] {2});
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndTheOthersAreWritten() {
    Answer answer =
        bulk(
            new Form()
                .text("files[0].path", "/proc/nosuch/x")
                .file("files[0].file", random(100_000))
                .text("files[1].path", " ")
                .file("files[1].file", new byte[1])
                .text("files[2].path", "some/ok")
                .file("files[2].file", new byte[] {7})
                .file("files[9].file", new byte[1])
                .text("other", "x")
                .bytes());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors")).hasSize(4);
    assertThat(answer.json().at("/errors/0").asText()).contains("/proc/nosuch/x");
    assertThat(answer.json().at("/files/0/path").asText()).isEqualTo("some/ok");
    assertThat(home("some/ok")).hasBinaryContent(new byte[] {7});
  }

  @Test
  void aFormThatIsCutShortOrNoneIsRefused() {
    Form form = new Form().text("files[0].path", "cut").file("files[0].file", random(10));
    Answer cut = bulk(form.cutShort());
    assertThat(cut.status()).isEqualTo(400);
    assertThat(cut.text("message")).contains("cut short");
    Answer none = toolbox.post("/files/bulk-upload", Map.of("a", 1));
    assertThat(none.status()).isEqualTo(400);
    assertThat(bulk(new Form().bytes()).status()).isEqualTo(400);
  }

  @Test
  void anExistingFileKeepsItsModeAndOldContentIsGone() throws Exception {
    Path file = Files.writeString(home("kept.sh"), "a longer text than before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(home("link"), file);
    assertThat(put("link", new byte[] {'x'}).status()).isEqualTo(200);
    assertThat(file).hasContent("x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-x---");
    assertThat(home("link")).isSymbolicLink();
  }

  @Test
  void oneFileComesInAFormOrAsTheBody() {
    Answer form =
        toolbox.call(
            "POST",
            "/files/upload-v2?path=v2/form.txt",
            BodyPublishers.ofByteArray(
                new Form().text("other", "y").file("file", new byte[] {'f'}).bytes()),
            "Content-Type",
            Form.CONTENT_TYPE);
    assertThat(form.status()).isEqualTo(200);
    assertThat(form.text("name")).isEqualTo("form.txt");
    assertThat(form.text("path")).isEqualTo(home("v2/form.txt").toString());
    assertThat(home("v2/form.txt")).hasContent("f");
    assertThat(put("v2/raw.txt", new byte[] {'r'}).status()).isEqualTo(200);
    assertThat(home("v2/raw.txt")).hasContent("r");
    Answer old =
        toolbox.call(
            "POST",
            "/files/upload?path=v2/old.txt",
            BodyPublishers.ofByteArray(new Form().file("file", new byte[] {'o'}).bytes()),
            "Content-Type",
            Form.CONTENT_TYPE);
    assertThat(old.status()).isEqualTo(200);
    assertThat(home("v2/old.txt")).hasContent("o");
  }

  @Test
  void aFormWithoutAFileLeavesTheOldOneAlone() throws Exception {
    Files.writeString(home("old"), "content");
    Answer answer =
        toolbox.call(
            "POST",
            "/files/upload-v2?path=old",
            BodyPublishers.ofByteArray(new Form().text("other", "y").bytes()),
            "Content-Type",
            Form.CONTENT_TYPE);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(home("old")).hasContent("content");
  }

  @Test
  void aDirectoryCannotBeOverwritten() throws Exception {
    Files.createDirectories(home("dir"));
    Answer answer = put("dir", new byte[1]);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("INVALID_FILE_PATH");
    assertThat(answer.text("source")).isEqualTo("DAYTONA_DAEMON");
  }

  @Test
  void aClientThatLeavesInTheMiddleLeavesTheOldFile() throws Exception {
    Files.createDirectories(home("left"));
    Files.writeString(home("left/old"), "old content");
    byte[] part = random(500_000);
    for (String file : new String[] {"left/old", "left/new"}) {
      try (Socket socket = toolbox.connect()) {
        OutputStream out = socket.getOutputStream();
        out.write(toolbox.rawHead("/files/upload-v2?path=" + file, 1_000_000));
        out.write(part);
        out.flush();
        await(() -> !hidden("left").isEmpty());
        assertThat(home("left/old")).hasContent("old content");
      }
      await(() -> hidden("left").isEmpty());
    }
    assertThat(home("left/old")).hasContent("old content");
    assertThat(home("left/new")).doesNotExist();
  }

  @Test
  void aFormThatIsCutShortLeavesTheOldFile() throws Exception {
    Files.createDirectories(home("cut"));
    Files.writeString(home("cut/old"), "old content");
    bulk(new Form().text("files[0].path", "cut/old").file("files[0].file", random(9)).cutShort());
    assertThat(home("cut/old")).hasContent("old content");
    assertThat(hidden("cut")).isEmpty();
  }

  @Test
  void linksStayAndBothNamesOfAFileShowTheNewContent() throws Exception {
    Files.createDirectories(home("links/real"));
    Files.writeString(home("links/real/f"), "old");
    Files.createLink(home("links/hard"), home("links/real/f"));
    Files.createSymbolicLink(home("links/soft"), Path.of("real/f"));
    Files.createSymbolicLink(home("links/dangling"), Path.of("real/new"));
    Files.createSymbolicLink(home("links/loop"), Path.of("loop"));
    assertThat(put("links/soft", "1".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(200);
    assertThat(home("links/soft")).isSymbolicLink().hasContent("1");
    assertThat(home("links/hard")).hasContent("1");
    assertThat(put("links/dangling", new byte[] {'n'}).status()).isEqualTo(200);
    assertThat(home("links/dangling")).isSymbolicLink();
    assertThat(home("links/real/new")).hasContent("n");
    assertThat(put("links/loop", new byte[1]).status()).isEqualTo(400);
    assertThat(put("links/none/", new byte[1]).status()).isEqualTo(400);
    assertThat(put("links/real/.", new byte[1]).status()).isEqualTo(400);
    assertThat(hidden("links")).isEmpty();
    assertThat(hidden("links/real")).isEmpty();
  }

  @Test
  void ownerAndGroupAreKept() throws Exception {
    Path file = Files.writeString(home("owned"), "old");
    assumeTrue("root".equals(Files.getOwner(file).getName()), "only root can give files away");
    Files.setAttribute(file, "unix:uid", 4711);
    Files.setAttribute(file, "unix:gid", 4712);
    assertThat(put("owned", new byte[] {'x'}).status()).isEqualTo(200);
    assertThat(file).hasContent("x");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(4711);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(4712);
  }

  @Test
  void whatIsNoRegularFileIsRefused() throws Exception {
    toolbox.post("/process/execute", Map.of("command", "mkfifo upload-pipe"));
    Answer answer = put("upload-pipe", new byte[1]);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("message")).contains("not a regular file");
  }

  private static List<Path> hidden(String directory) {
    try (Stream<Path> files = Files.list(home(directory))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          while (!condition.getAsBoolean()) {
            Thread.sleep(5);
          }
        });
  }

  @Test
  void aLargeBodyWithoutALengthStreamsThrough() throws Exception {
    byte[] block = random(1 << 20);
    InputStream body = new Repeated(block, 64);
    Answer answer =
        toolbox.call(
            "POST",
            "/files/upload-v2?path=large",
            BodyPublishers.ofInputStream(() -> body),
            "Content-Type",
            "application/octet-stream");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(home("large")).hasSize(64L << 20);
    try (InputStream back =
        toolbox.open("GET", "/files/download?path=large", BodyPublishers.noBody()).body()) {
      for (int i = 0; i < 64; i++) {
        assertThat(Arrays.equals(back.readNBytes(block.length), block)).isTrue();
      }
      assertThat(back.read()).isEqualTo(-1);
    }
  }

  /** Some bytes, again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] block;
    private final long length;
    private long at;

    Repeated(byte[] block, int times) {
      this.block = block;
      this.length = (long) block.length * times;
    }

    @Override
    public int read() {
      return at == length ? -1 : block[(int) (at++ % block.length)] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int n) {
      if (at == length) {
        return -1;
      }
      int from = (int) (at % block.length);
      int taken = Math.min(n, block.length - from);
      System.arraycopy(block, from, into, offset, taken);
      at += taken;
      return taken;
    }
  }

  private static Answer bulk(byte[] form) {
    return toolbox.call(
        "POST",
        "/files/bulk-upload",
        BodyPublishers.ofByteArray(form),
        "Content-Type",
        Form.CONTENT_TYPE);
  }

  private static Answer put(String path, byte[] bytes) {
    return toolbox.call("POST", "/files/upload-v2?path=" + path, BodyPublishers.ofByteArray(bytes));
  }

  private static Path home(String file) {
    return toolbox.home().resolve(file);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }
}
