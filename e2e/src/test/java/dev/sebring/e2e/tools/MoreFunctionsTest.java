package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.tools.ToolResult;
import dev.sebring.tools.ToolSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** search_files, replace_in_files, upload_file and download_file. */
class MoreFunctionsTest extends ToolkitCase {
  @TempDir Path directory;
  private Path shared;
  private Path elsewhere;
  private ToolSession more;

  @BeforeEach
  void includeThem() throws IOException {
    shared = Files.createDirectory(directory.resolve("shared"));
    elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    more =
        open(toolkit()
                .includeFunctions(
                    "search_files", "replace_in_files", "upload_file", "download_file")
                .localDirectory(shared))
            .session(newSessionId());
  }

  @Test
  void filesAreFoundByNameByTextOrByBoth() {
    more.createFile("src/a.py", "x = 1\nTODO here\n");
    more.createFile("src/b.txt", "TODO there\n");
    String src = more.workingDirectory() + "/src";

    assertThat(more.searchFiles("*.py", null, null).text()).isEqualTo(src + "/a.py");
    assertThat(more.searchFiles(null, "TODO", "src").text())
        .isEqualTo(src + "/a.py:2: TODO here\n" + src + "/b.txt:1: TODO there");
    assertThat(more.searchFiles("*.txt", "TODO", "src").text())
        .isEqualTo(src + "/b.txt:1: TODO there");
    assertThat(more.searchFiles(null, "nothing", null).text()).contains("No line below");
    assertThat(more.searchFiles(null, null, null).isError()).isTrue();
    assertThat(more.searchFiles("*", null, "nowhere").isError()).isTrue();
  }

  @Test
  void aLongResultIsCutWithItsCount() {
    more.createFile("many", "hit\n".repeat(500));

    ToolResult result = more.searchFiles(null, "hit", null);

    assertThat(result.truncated()).isTrue();
    assertThat(result.text()).contains("300 of 500 left out");
  }

  @Test
  void aTextIsReplacedAndAFileWithoutItIsToldApart() {
    more.createFile("a", "old one\n");
    more.createFile("b", "nothing\n");

    ToolResult result = more.replaceInFiles(List.of("a", "b", "c"), "old", "new");

    assertThat(result.isError()).isTrue();
    assertThat(result.text())
        .contains("Changed: " + more.workingDirectory() + "/a")
        .contains("/b does not have that text")
        .contains("Not changed: " + more.workingDirectory() + "/c: not found");
    assertThat(more.readFile("a").text()).isEqualTo("new one\n");
    assertThat(more.replaceInFiles(List.of("a"), "one\n", "two\n").isError()).isFalse();
  }

  @Test
  void filesAreCopiedFromAndToTheSharedDirectory() throws Exception {
    Files.write(shared.resolve("in.bin"), new byte[] {0, 1, (byte) 255});

    assertThat(more.uploadFile("in.bin", "up.bin").isError()).isFalse();
    assertThat(more.downloadFile("up.bin", "sub/out.bin").isError()).isFalse();

    assertThat(shared.resolve("sub/out.bin")).hasBinaryContent(new byte[] {0, 1, (byte) 255});
    assertThat(more.downloadFile("none", "x").isError()).isTrue();
    assertThat(more.uploadFile("none", "x").text()).contains("no file none");
  }

  @Test
  void nothingLeadsOutOfTheSharedDirectory() throws Exception {
    Files.writeString(elsewhere.resolve("secret"), "secret");
    Files.createSymbolicLink(shared.resolve("link"), elsewhere.resolve("secret"));
    Files.createSymbolicLink(shared.resolve("dir"), elsewhere);
    more.createFile("f", "from the sandbox");

    for (String path :
        List.of(
            "../" + elsewhere.getFileName() + "/secret",
            "link",
            "dir/secret",
            elsewhere.resolve("secret").toString())) {
      assertThat(more.uploadFile(path, "stolen").text()).contains("not in the shared directory");
      assertThat(more.downloadFile("f", path).text()).contains("not in the shared directory");
    }
    assertThat(more.downloadFile("f", "dir/new").text()).contains("not in the shared directory");
    assertThat(elsewhere.resolve("secret")).hasContent("secret");
    assertThat(elsewhere.resolve("new")).doesNotExist();
    assertThat(tools.session(newSessionId()).uploadFile("in", "x").text())
        .contains("shared no directory");
  }
}
