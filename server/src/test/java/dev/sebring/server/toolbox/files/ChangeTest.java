package dev.sebring.server.toolbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replacing, moving, and permissions. */
class ChangeTest {
  private static final int MANY = 2_000;

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
  void aTextIsReplacedLiterallyAndEachFileTellsHowItWent() throws Exception {
    Path script = write("r/a.sh", "old.$1 old$1 xold.$1");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
    write("r/b", "nothing here");
    Files.createDirectories(home("r/dir"));
    Answer answer = replace(List.of("r/a.sh", "r/b", "r/none", "r/dir", " "), "old.$1", "new\\$2");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode results = answer.json();
    assertThat(results).hasSize(5);
    assertThat(results.get(0).path("file").asText()).isEqualTo("r/a.sh");
    assertThat(results.get(0).path("success").asBoolean()).isTrue();
    assertThat(results.get(0).has("error")).isFalse();
    assertThat(results.get(1).path("success").asBoolean()).isTrue();
    for (int failed : new int[] {2, 3, 4}) {
      assertThat(results.get(failed).path("success").asBoolean(true)).isFalse();
      assertThat(results.get(failed).path("error").asText()).isNotEmpty();
    }
    assertThat(script).hasContent("new\\$2 old$1 xnew\\$2");
    assertThat(mode("r/a.sh")).isEqualTo("rwxr-x--x");
    assertThat(hidden("r")).isEmpty();
  }

  @Test
  void bytesAroundTheTextStayAsTheyAreAndOverlapsCountOnce() throws Exception {
    Files.createDirectories(home("bytes"));
    Files.write(home("bytes/f"), new byte[] {(byte) 0xff, 'a', 'a', 'a', 0, (byte) 0xc3, '\r'});
    replace(List.of("bytes/f"), "aa", "");
    assertThat(home("bytes/f"))
        .hasBinaryContent(new byte[] {(byte) 0xff, 'a', 0, (byte) 0xc3, '\r'});
  }

  @Test
  void aRequestWithNothingToReplaceIsRefused() {
    assertThat(replace(List.of(), "a", "b").status()).isEqualTo(400);
    assertThat(replace(List.of("f"), "", "b").status()).isEqualTo(400);
    assertThat(toolbox.post("/files/replace", Map.of("files", List.of("f"))).status())
        .isEqualTo(400);
  }

  @Test
  void bothNamesOfAFileShowTheNewText() throws Exception {
    Path one = write("hard/one", "old");
    Files.createLink(home("hard/two"), one);
    replace(List.of("hard/one"), "old", "new");
    assertThat(home("hard/two")).hasContent("new");
    assertThat(hidden("hard")).isEmpty();
  }

  @Test
  void aFileMovesToWhereNothingIs() throws Exception {
    write("m/a", "a");
    write("m/b", "b");
    assertThat(move("m/a", "m/new").status()).isEqualTo(200);
    assertThat(home("m/new")).hasContent("a");
    assertThat(home("m/a")).doesNotExist();
    Answer taken = move("m/new", "m/b");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("message")).contains("m/b", "exists already");
    assertThat(move("m/b", "m").status()).isEqualTo(409);
    assertThat(move("m/none", "m/x").status()).isEqualTo(404);
    assertThat(move("m/b", "nodir/x").status()).isEqualTo(404);
    assertThat(move("m", "m/inside").status()).isEqualTo(400);
    assertThat(move("m/b", "").status()).isEqualTo(400);
  }

  @Test
  void aTreeMovesToAnotherFileSystem() throws Exception {
    write("tree/sub/f", "content");
    Files.setPosixFilePermissions(home("tree/sub/f"), PosixFilePermissions.fromString("rwx--x---"));
    Files.createSymbolicLink(home("tree/link"), Path.of("sub/f"));
    Path other = Files.createTempDirectory(Path.of("/dev/shm"), "sb");
    try {
      assertThat(store(other)).isNotEqualTo(store(home("tree")));
      assertThat(move("tree", other + "/moved").status()).isEqualTo(200);
      assertThat(other.resolve("moved/link")).isSymbolicLink().hasContent("content");
      assertThat(Files.isExecutable(other.resolve("moved/sub/f"))).isTrue();
      assertThat(home("tree")).doesNotExist();
      assertThat(move(other + "/moved", "r-exists").status()).isEqualTo(200);
      write("again", "x");
      assertThat(move("again", other + "/taken").status()).isEqualTo(200);
      write("again", "y");
      assertThat(move("again", other + "/taken").status()).isEqualTo(409);
      assertThat(home("again")).hasContent("y");
      try (Stream<Path> left = Files.list(other)) {
        assertThat(left).containsExactly(other.resolve("taken"));
      }
    } finally {
      try (Stream<Path> all = Files.walk(other)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  @Test
  void modeOwnerAndGroupAreSet() throws Exception {
    write("perm", "");
    String owner = Files.getOwner(home("perm")).getName();
    assertThat(permissions("perm&mode=640").status()).isEqualTo(200);
    assertThat(mode("perm")).isEqualTo("rw-r-----");
    assertThat(permissions("perm&owner=" + owner + "&mode=0755").status()).isEqualTo(200);
    assertThat(mode("perm")).isEqualTo("rwxr-xr-x");
    Answer unknown = permissions("perm&owner=nosuchuser&mode=600");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text("message")).contains("no user nosuchuser");
    assertThat(permissions("perm&group=nosuchgroup").status()).isEqualTo(400);
    assertThat(mode("perm")).isEqualTo("rwxr-xr-x");
    assertThat(permissions("perm&mode=rwx").status()).isEqualTo(400);
    assertThat(permissions("nosuch&mode=600").status()).isEqualTo(404);
  }

  @Test
  void namesThatAreNotTextAreShownAndAddressed() throws Exception {
    toolbox.post(
        "/process/execute",
        Map.of("command", "mkdir bin; cd bin; printf x > \"$(printf 'a\\377b')\""));
    String name = toolbox.get("/files?path=bin").json().get(0).path("name").asText();
    String path = "bin/" + name;
    String query = ToolboxServer.encoded(path);
    assertThat(toolbox.get("/files/info?path=" + query).text("name")).isEqualTo(name);
    assertThat(toolbox.get("/files/download?path=" + query).body()).isEqualTo("x");
    Form form = new Form().text("files[0].path", path).file("files[0].file", new byte[] {'y'});
    assertThat(
            toolbox
                .call(
                    "POST",
                    "/files/bulk-upload",
                    BodyPublishers.ofByteArray(form.bytes()),
                    "Content-Type",
                    Form.CONTENT_TYPE)
                .status())
        .isEqualTo(200);
    assertThat(toolbox.get("/files?path=bin").json()).hasSize(1);
    assertThat(toolbox.post("/files/bulk-download", Map.of("paths", List.of(path))).body())
        .contains("\r\n\r\ny\r\n");
    assertThat(replace(List.of(path), "y", "z").json().get(0).path("success").asBoolean()).isTrue();
    assertThat(toolbox.get("/files/find?path=bin&pattern=z").json().get(0).path("file").asText())
        .isEqualTo(path);
    assertThat(toolbox.get("/files/search?path=bin&pattern=a*b").json().at("/files/0").asText())
        .isEqualTo(path);
    assertThat(move(path, "bin/plain").status()).isEqualTo(200);
    assertThat(home("bin/plain")).hasContent("z");
  }

  /** The guest's worker is stopped, so that it can end by being killed only. */
  @Test
  void aRemovalWhoseClientLeavesEndsWhereItIs() throws Exception {
    Files.createDirectories(home("many"));
    for (int i = 0; i < MANY; i++) {
      Files.createDirectory(home("many/" + i));
    }
    FileTime before = Files.getLastModifiedTime(home("many"));
    ProcessHandle worker;
    try (Socket client = toolbox.connect()) {
      client.getOutputStream().write(deletion("many"));
      while (Files.getLastModifiedTime(home("many")).equals(before)) {
        Thread.onSpinWait();
      }
      worker = worker();
      halt(worker);
    }

    worker.onExit().get(60, TimeUnit.SECONDS);

    assertThat(home("many")).isNotEmptyDirectory();
    assertThat(toolbox.delete("/files?path=many&recursive=true").status()).isEqualTo(204);
  }

  private static byte[] deletion(String path) {
    return String.join(
            "\r\n",
            "DELETE /toolbox/%s/files?path=%s&recursive=true HTTP/1.1"
                .formatted(toolbox.sandbox(), path),
            "Host: any",
            "Authorization: Bearer " + toolbox.apiKey(),
            "",
            "")
        .getBytes(UTF_8);
  }

  /** A fork of the guest, which itself is a child of ours. */
  private static ProcessHandle worker() {
    return ProcessHandle.current()
        .children()
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().command().orElse("").endsWith("/guest"))
        .findFirst()
        .orElseThrow();
  }

  private static void halt(ProcessHandle process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor()).isZero();
  }

  private static Answer replace(List<String> files, String pattern, String value) {
    return toolbox.post(
        "/files/replace", Map.of("files", files, "pattern", pattern, "newValue", value));
  }

  private static Answer move(String source, String destination) {
    return toolbox.call(
        "POST",
        "/files/move?source="
            + ToolboxServer.encoded(source)
            + "&destination="
            + ToolboxServer.encoded(destination),
        BodyPublishers.noBody());
  }

  private static Answer permissions(String query) {
    return toolbox.call("POST", "/files/permissions?path=" + query, BodyPublishers.noBody());
  }

  private static FileStore store(Path path) throws Exception {
    return Files.getFileStore(path);
  }

  private static List<Path> hidden(String directory) throws Exception {
    try (Stream<Path> files = Files.list(home(directory))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static String mode(String file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home(file)));
  }

  private static Path write(String file, String content) throws Exception {
    Files.createDirectories(home(file).getParent());
    return Files.writeString(home(file), content);
  }

  private static Path home(String file) {
    return toolbox.home().resolve(file);
  }
}
