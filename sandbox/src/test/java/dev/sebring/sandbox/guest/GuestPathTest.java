package dev.sebring.sandbox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestPathTest {
  @Test
  void bytesThatAreNoTextComeBackAsTheyWere() {
    byte[] bytes = {'a', (byte) 0xff, '/', (byte) 0xc3};

    assertThat(GuestPath.of(bytes).bytes()).isEqualTo(bytes);
    assertThat(GuestPath.of(bytes)).isEqualTo(GuestPath.of(bytes)).hasToString("a\ufffd/\ufffd");
  }

  @Test
  void aPathIsNeverEmptyAndHasNoZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> GuestPath.of(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GuestPath.of("a\0b"))
        .withMessage("a path cannot contain a zero byte: a?b");
  }

  @ParameterizedTest
  @CsvSource({"/a, b, /a/b", "/a/, b, /a/b", "/, b/c, /b/c", "a, /b, /b", "., b, ./b"})
  void aNameResolvesAgainstItsDirectory(String directory, String name, String resolved) {
    assertThat(GuestPath.of(directory).resolve(name)).hasToString(resolved);
  }

  @ParameterizedTest
  @CsvSource({"/a/b.txt, b.txt", "b, b", "/a/, /a/", "/, /"})
  void theLastNameFollowsTheLastSlash(String path, String name) {
    assertThat(GuestPath.of(path).lastName()).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource({"/a/b, c, /a/c", "/a, c, /c", "a, c, c", "/a/b, ../c, /a/../c", "/a/b, /c, /c"})
  void aSiblingIsInTheSameDirectory(String path, String name, String sibling) {
    assertThat(GuestPath.of(path).sibling(name)).hasToString(sibling);
  }

  @ParameterizedTest
  @CsvSource({"a/../b, true", "..., false", "a..b/c, false", ".., true", "a/.., true"})
  void aPathClimbsWhenOneOfItsNamesIsTwoDots(String path, boolean climbs) {
    assertThat(GuestPath.of(path).climbs()).isEqualTo(climbs);
  }
}
