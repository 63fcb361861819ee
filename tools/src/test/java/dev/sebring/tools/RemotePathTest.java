package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemotePathTest {
  @ParameterizedTest
  @CsvSource({
    "a.txt,        /work/a.txt",
    "./a.txt,      /work/a.txt",
    "../a.txt,     /work/../a.txt",
    "/etc//hosts,  /etc/hosts",
    "~,            /home/daytona",
    "~/a,          /home/daytona/a",
    "~other/a,     /work/~other/a",
    "a b/'c',      /work/a b/'c'",
    "dir/,         /work/dir/",
    "/,            /",
    "/./,          /",
  })
  void aPathMeansWhatAShellWouldMean(String given, String resolved) {
    assertThat(RemotePath.resolve(given, "/work", () -> "/home/daytona")).isEqualTo(resolved);
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertThatThrownBy(() -> RemotePath.resolve(" ", "/", () -> "/"))
        .isInstanceOf(InvalidCall.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> RemotePath.resolve("a\0b", "/", () -> "/"))
        .isInstanceOf(InvalidCall.class)
        .hasMessageContaining("NUL");
  }

  @Test
  void quotingMakesOneWordOfAnything() {
    assertThat(RemotePath.quote("a 'b' $c")).isEqualTo("'a '\\''b'\\'' $c'");
  }

  @ParameterizedTest
  @CsvSource({
    "/,             /home/daytona,   true",
    "/home,         /home/daytona,   true",
    "/home/daytona, /home/daytona,   true",
    "/home/day,     /home/daytona,   false",
    "/home/daytona/a, /home/daytona, false",
  })
  void aDirectoryIsAboveWhatIsInIt(String path, String other, boolean above) {
    assertThat(RemotePath.isAtOrAbove(path, other)).isEqualTo(above);
  }
}
