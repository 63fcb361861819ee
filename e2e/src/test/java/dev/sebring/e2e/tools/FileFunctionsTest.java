package dev.sebring.e2e.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.tools.ToolResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** create_file, read_file, list_files and delete_file. */
class FileFunctionsTest extends ToolkitCase {
  @Test
  @Tag("D1")
  void contentWithQuotesArrivesAsItIs() {
    String content = "it's \"quoted\" `here` $HOME \\n 'EOF'\n";

    ToolResult result = session.createFile("a.txt", content);

    assertThat(result.text())
        .isEqualTo("File created/updated: " + session.workingDirectory() + "/a.txt");
    assertThat(session.readFile("a.txt").text()).isEqualTo(content);
    assertThat(shell("cat a.txt").text()).isEqualTo(content);
  }

  @Test
  @Tag("D2")
  void contentIsWrittenToTheByte() {
    session.createFile("a.txt", "no newline");
    session.createFile("b.txt", "EOF\nrm -rf x\nEOF\n\n");
    session.createFile("c.txt", "");
    session.createFile("d.txt", "ä\r\n");

    assertThat(hex("a.txt")).isEqualTo("6e6f206e65776c696e65");
    assertThat(shell("cat b.txt").text()).isEqualTo("EOF\nrm -rf x\nEOF\n\n");
    assertThat(shell("wc -c <c.txt").text().strip()).isEqualTo("0");
    assertThat(hex("d.txt")).isEqualTo("c3a40d0a");
  }

  @Test
  void aFileIsMadeWithItsDirectoriesAndReplacedWhole() {
    session.createFile("deep/er/a.txt", "a long first text");
    session.createFile("deep/er/a.txt", "short");

    assertThat(session.readFile("deep/er/a.txt").text()).isEqualTo("short");
  }

  @Test
  @Tag("D3")
  void aFileThatIsNotTextIsAnErrorThatSaysWhatToDo() {
    shell("printf 'a\\0b' >nul.bin; printf '\\377\\376' >bad.bin");

    assertThat(session.readFile("nul.bin").isError()).isTrue();
    assertThat(session.readFile("nul.bin").text())
        .contains("not a text file")
        .contains("3 bytes")
        .contains("run_shell_command");
    assertThat(session.readFile("bad.bin").text()).contains("not a text file");
  }

  @Test
  @Tag("D3")
  void aLongFileIsShownAtBothEndsAndAHugeOneNotRead() {
    shell(
        "{ echo first; head -c 300000 /dev/zero | tr '\\0' x; echo; echo last; } >long.txt; head -c"
            + " 9000000 /dev/zero | tr '\\0' x >huge.txt");

    ToolResult result = session.readFile("long.txt");
    assertThat(result.text())
        .startsWith("first\nx")
        .endsWith("x\nlast\n")
        .contains("characters left out")
        .hasSizeLessThan(110_000);
    assertThat(result.truncated()).isTrue();
    assertThat(session.readFile("huge.txt").text()).contains("9,000,000 bytes").contains("sed -n");
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThat(session.readFile("nothing.txt").text())
        .contains("nothing.txt")
        .contains("Use list_files");
    assertThat(session.readFile(".").text()).contains("is a directory").contains("list_files");
    assertThat(session.readFile(" ").text()).contains("The path is empty");
    session.createFile("empty.txt", "");
    assertThat(session.readFile("empty.txt").text()).endsWith("empty.txt is empty]");
  }

  @Test
  @Tag("D17")
  void aListingHasOneLineForEachEntry() {
    shell("mkdir -p 'list/a dir'; printf 12345 >list/b.txt; touch 'list/odd\nname'");

    ToolResult result = session.listFiles("list");

    assertThat(result.text().lines()).hasSize(4);
    assertThat(result.text().lines().findFirst())
        .hasValue("Contents of " + session.workingDirectory() + "/list:");
    assertThat(result.text())
        .containsPattern("(?m)^d +\\d+ \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d a dir/$")
        .containsPattern("(?m)^- +5 .* b.txt$")
        .contains("\"odd\\nname\"");
    assertThat(session.listFiles(null).text()).contains("list/");
    assertThat(session.listFiles("list/b.txt").text()).contains("is a file").contains("read_file");
    assertThat(session.listFiles("nowhere").isError()).isTrue();
  }

  @Test
  @Tag("D17")
  void deletingSaysWhatWasDeletedAndWhatIsNotThere() {
    shell("mkdir -p gone/deep; touch gone/deep/a file");

    assertThat(session.deleteFile("file").text())
        .isEqualTo("Deleted: " + session.workingDirectory() + "/file");
    assertThat(session.deleteFile("gone/").text())
        .isEqualTo("Deleted: " + session.workingDirectory() + "/gone");
    assertThat(shell("ls -A").text()).isEqualTo("[no output]");
    assertThat(session.deleteFile("gone").isError()).isTrue();
    assertThat(session.deleteFile("gone").text()).contains("gone");
  }

  @Test
  @Tag("D17")
  void ofALinkOnlyTheLinkIsDeleted() {
    shell("mkdir kept; touch kept/a; ln -s kept link; ln -s \"$HOME\" home");

    assertThat(session.deleteFile("link").isError()).isFalse();
    assertThat(session.deleteFile("home/").isError()).isFalse();
    assertThat(shell("ls -A; ls kept").text()).isEqualTo("kept\na\n");
  }

  /** On this backend a sandbox is a directory of this host: the paths stay below its own. */
  @ParameterizedTest
  @Tag("D17")
  @ValueSource(
      strings = {"~", ".", "~/", "..", "../.", "sub/..", "sub/../..", "link/..", "sub/../../home"})
  void theHomeDirectoryAndWhatIsAboveItAreNotDeleted(String path) {
    shell("mkdir sub; ln -s sub link; touch precious");

    ToolResult result = session.deleteFile(path);

    assertThat(result.isError()).isTrue();
    assertThat(result.text()).contains("Refused to delete");
    assertThat(shell("ls ~/precious").run().exitCode()).isZero();
  }
}
