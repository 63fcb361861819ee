package dev.sebring.server.toolbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.server.toolbox.ToolboxServer;
import dev.sebring.server.toolbox.ToolboxServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private ToolboxServer toolbox;

  @BeforeEach
  void start() {
    toolbox = new ToolboxServer(true);
  }

  @AfterEach
  void stop() {
    toolbox.close();
  }

  @Test
  void aListingDescribesEachEntry() throws Exception {
    Path file = Files.writeString(home("b.txt"), "12345");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
    Files.createDirectories(home("a"));
    Files.createSymbolicLink(home("c"), Path.of("nowhere"));
    Answer answer = toolbox.get("/files");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(names(answer)).containsExactly("a", "b.txt", "c");
    JsonNode entry = answer.json().get(1);
    assertThat(entry.path("isDir").isBoolean()).isTrue();
    assertThat(entry.path("size").asInt()).isEqualTo(5);
    assertThat(entry.path("mode").asText()).isEqualTo("-rw-r-----");
    assertThat(entry.path("permissions").asText()).isEqualTo("0640");
    assertThat(entry.path("modTime").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(entry.path("modifiedAt").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(entry.path("owner").asText()).isEqualTo(Files.getOwner(file).getName());
    assertThat(entry.path("group").isTextual()).isTrue();
    assertThat(entry.has("path")).isFalse();
    assertThat(answer.json().get(0).path("isDir").asBoolean()).isTrue();
    assertThat(answer.json().get(0).path("mode").asText()).startsWith("drwx");
    assertThat(answer.json().get(2).path("mode").asText()).startsWith("Lrwx");
  }

  @Test
  void aDeepListingTellsAbsolutePaths() throws Exception {
    Files.createDirectories(home("x/y/z"));
    Files.writeString(home("x/y/f"), "");
    JsonNode entries = toolbox.get("/files?path=x&depth=2").json();
    List<String> paths = new ArrayList<>();
    entries.forEach(entry -> paths.add(entry.path("path").asText()));
    assertThat(paths)
        .containsExactly(
            home("x/y").toString(), home("x/y/f").toString(), home("x/y/z").toString());
    assertThat(toolbox.get("/files?path=x&depth=0").status()).isEqualTo(400);
  }

  @Test
  void tenThousandEntriesAreListed() throws Exception {
    Files.createDirectories(home("many"));
    for (int i = 0; i < 10_000; i++) {
      Files.createFile(home("many/file-" + i));
    }
    assertThat(toolbox.get("/files?path=many").json()).hasSize(10_000);
  }

  @Test
  void infoFollowsLinksAndNamesTheDirectoryItself() throws Exception {
    Files.writeString(home("f"), "1");
    Files.createSymbolicLink(home("l"), Path.of("f"));
    Files.createSymbolicLink(home("broken"), Path.of("nowhere"));
    assertThat(toolbox.get("/files/info?path=l").text("mode")).startsWith("-rw");
    assertThat(toolbox.get("/files/info?path=l").text("name")).isEqualTo("l");
    assertThat(toolbox.get("/files/info?path=broken").text("mode")).startsWith("L");
    assertThat(toolbox.get("/files/info?path=.").text("name"))
        .isEqualTo(home("").getFileName().toString());
    Answer missing = toolbox.get("/files/info?path=nosuch");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text("code")).isEqualTo("FILE_NOT_FOUND");
    assertThat(missing.text("message")).contains("nosuch", "No such file");
    assertThat(toolbox.get("/files/info").status()).isEqualTo(400);
  }

  @Test
  void aFolderHasTheModeAskedForAndItsParents() throws Exception {
    assertThat(makeFolder("p/q&mode=777").status()).isEqualTo(201);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home("p/q"))))
        .isEqualTo("rwxrwxrwx");
    assertThat(makeFolder("p/q&mode=0700").status()).isEqualTo(201);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home("p/q"))))
        .isEqualTo("rwxrwxrwx");
    assertThat(makeFolder("r&mode=rwx").status()).isEqualTo(400);
    Files.writeString(home("file"), "");
    assertThat(makeFolder("file/sub").status()).isEqualTo(400);
  }

  @Test
  void aDirectoryIsRemovedOnlyRecursively() throws Exception {
    Files.createDirectories(home("d/e"));
    Files.createDirectories(home("outside"));
    Files.createSymbolicLink(home("d/link"), home("outside"));
    Answer refused = toolbox.delete("/files?path=d");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("message")).contains("is a directory", "recursive=true");
    assertThat(toolbox.delete("/files?path=d&recursive=true").status()).isEqualTo(204);
    assertThat(home("d")).doesNotExist();
    assertThat(home("outside")).exists();
    assertThat(toolbox.delete("/files?path=d").status()).isEqualTo(404);
    Files.createSymbolicLink(home("broken"), Path.of("nowhere"));
    assertThat(toolbox.delete("/files?path=broken").status()).isEqualTo(204);
    assertThat(Files.isSymbolicLink(home("broken"))).isFalse();
  }

  @Test
  void placesAreAbsolute() {
    assertThat(toolbox.get("/work-dir").text("dir")).isEqualTo(home("").toString());
    assertThat(toolbox.get("/project-dir").text("dir")).isEqualTo(home("").toString());
    assertThat(toolbox.get("/version").text("version")).isNotEmpty();
  }

  private Answer makeFolder(String query) {
    return toolbox.call("POST", "/files/folder?path=" + query, BodyPublishers.noBody());
  }

  private static List<String> names(Answer answer) {
    List<String> names = new ArrayList<>();
    answer.json().forEach(entry -> names.add(entry.path("name").asText()));
    return names;
  }

  private Path home(String file) {
    return toolbox.home().resolve(file);
  }
}
