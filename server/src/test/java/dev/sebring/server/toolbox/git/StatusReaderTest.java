package dev.sebring.server.toolbox.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.FileStatus;
import dev.sebring.api.FileStatus.Status;
import dev.sebring.api.GitStatus;
import org.junit.jupiter.api.Test;

class StatusReaderTest {
  @Test
  void everyKindOfLineIsRead() {
    GitStatus status =
        read(
            "# branch.oid 6df76f19260254725bebb15407e0959f9ae2383f",
            "# branch.head topic/one",
            "# branch.upstream origin/main",
            "# branch.ab +2 -1",
            "# stash 3",
            "1 A. N... 000000 100644 100644 0000 6178 new file with spaces",
            "1 .M N... 100644 100644 100644 6178 6178 changed",
            "1 MD N... 100644 100644 000000 6178 7898 gone",
            "1 .T N... 100644 100644 120000 6178 6178 type",
            "2 R. N... 100644 100644 100644 6178 6178 R100 to name",
            "from name",
            "2 C. N... 100644 100644 100644 6178 6178 C75 copy",
            "original",
            "u AA N... 100644 100644 100644 100644 6178 6178 6178 both sides",
            "? line\nbreak");
    assertThat(status.currentBranch()).isEqualTo("topic/one");
    assertThat(status.upstream()).isEqualTo("origin/main");
    assertThat(status.ahead()).isEqualTo(2);
    assertThat(status.behind()).isEqualTo(1);
    assertThat(status.detached()).isFalse();
    assertThat(status.fileStatus())
        .containsExactly(
            new FileStatus("new file with spaces", Status.ADDED, Status.UNMODIFIED, ""),
            new FileStatus("changed", Status.UNMODIFIED, Status.MODIFIED, ""),
            new FileStatus("gone", Status.MODIFIED, Status.DELETED, ""),
            new FileStatus("type", Status.UNMODIFIED, Status.MODIFIED, ""),
            new FileStatus("to name", Status.RENAMED, Status.UNMODIFIED, "from name"),
            new FileStatus("copy", Status.COPIED, Status.UNMODIFIED, "original"),
            new FileStatus(
                "both sides", Status.UPDATED_BUT_UNMERGED, Status.UPDATED_BUT_UNMERGED, ""),
            new FileStatus("line\nbreak", Status.UNTRACKED, Status.UNTRACKED, ""));
  }

  @Test
  void noBranchIsHead() {
    GitStatus status = read("# branch.oid 6df7", "# branch.head (detached)");
    assertThat(status.currentBranch()).isEqualTo("HEAD");
    assertThat(status.detached()).isTrue();
    assertThat(status.fileStatus()).isEmpty();
  }

  @Test
  void anUpstreamThatIsGoneCountsNothing() {
    StatusReader reader =
        StatusReader.read(
            bytes("# branch.oid 6df7", "# branch.head main", "# branch.upstream origin/gone"));
    assertThat(reader.hasUpstream()).isFalse();
    assertThat(reader.toApi(false).upstream()).isEqualTo("origin/gone");
  }

  @Test
  void bytesThatAreNotTextAreShownAsInListings() {
    assertThat(read("# branch.head main", "? a\u00ffb").fileStatus().getFirst().name())
        .isEqualTo("a" + Character.toString(0x10feff) + "b");
  }

  private static GitStatus read(String... lines) {
    return StatusReader.read(bytes(lines)).toApi(true);
  }

  private static byte[] bytes(String... lines) {
    return (String.join("\0", lines) + "\0").getBytes(ISO_8859_1);
  }
}
