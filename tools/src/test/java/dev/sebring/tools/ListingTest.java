package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.api.FileInfo;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void eachEntryIsALineWithTypeSizeTimeAndName() {
    assertThat(Listing.of("/w", List.of(file("b.txt", 12), directory("a"))).text())
        .isEqualTo(
            """
            Contents of /w:
            d         4096 2026-01-02 03:04 a/
            -           12 2026-01-02 03:04 b.txt\
            """);
  }

  @Test
  void anEmptyDirectoryIsSaidToBeEmpty() {
    assertThat(Listing.of("/w", List.of()).text()).isEqualTo("Contents of /w:\n(empty)");
  }

  @Test
  void aNameThatCouldBeTakenForSomethingElseIsQuoted() {
    assertThat(
            Listing.of(
                    "/w",
                    List.of(
                        file("a\nb", 1),
                        file(" c", 1),
                        file("d \"e\"", 1),
                        file("f g.txt", 1),
                        file("ä", 1)))
                .text())
        .contains("\"a\\nb\"")
        .contains("\" c\"")
        .contains("\"d \\\"e\\\"\"")
        .contains("03:04 f g.txt")
        .contains("03:04 ä");
  }

  @Test
  void aLongListIsCutWithItsCount() {
    ShortText listing =
        Listing.of(
            "/w", IntStream.range(0, 600).mapToObj(i -> file("f%03d".formatted(i), 1)).toList());

    assertThat(listing.truncated()).isTrue();
    assertThat(listing.text())
        .contains("f499")
        .doesNotContain("f500")
        .endsWith("[100 of 600 entries left out]");
  }

  private static FileInfo file(String name, long size) {
    return new FileInfo(
        name,
        false,
        size,
        "-rw-r--r--",
        "0644",
        "",
        Instant.parse("2026-01-02T03:04:05Z"),
        "1000",
        "1000",
        null);
  }

  private static FileInfo directory(String name) {
    return new FileInfo(
        name, true, 4096, "drwxr-xr-x", "0755", "2026-01-02T03:04:05Z", null, "1000", "1000", null);
  }
}
