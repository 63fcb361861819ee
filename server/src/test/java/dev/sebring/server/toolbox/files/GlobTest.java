package dev.sebring.server.toolbox.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.server.http.ApiException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*.py, a.py, true",
    "*.py, a.pyc, false",
    "*, .hidden, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "?, 😀, true",
    "[a-c]x, bx, true",
    "[a-c]x, dx, false",
    "[^a-c]x, dx, true",
    "[!a-c]x, ax, false",
    "[]a], ], true",
    "[a-], -, true",
    "[\\]], ], true",
    "\\*, *, true",
    "\\*, x, false",
    "a*b*c, aXbXbXc, true",
    "a*b*c, aXcXb, false",
    "**, anything, true",
    "README, readme, false",
    "a.c, abc, false"
  })
  void aPatternFitsAWholeName(String pattern, String name, boolean fits) {
    assertThat(Glob.of(pattern).matches(name)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "[", "[^", "a\\", "[a\\"})
  void aPatternThatEndsInTheMiddleIsRefused(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("ends in the middle");
  }

  @Test
  void manyStarsDoNotMakeItSlow() {
    Glob glob = Glob.of("*a".repeat(60) + "b");
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(glob.matches("a".repeat(250))).isFalse());
  }
}
