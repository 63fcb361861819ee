package dev.sebring.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainPatternTest {
  @Test
  void aHostnameMatchesItselfOnlyInAnyCase() {
    DomainPattern pattern = DomainPattern.parse("Example.COM.");
    assertThat(pattern).hasToString("example.com");
    assertThat(pattern.matches("EXAMPLE.com.")).isTrue();
    assertThat(pattern.matches("a.example.com")).isFalse();
    assertThat(pattern.matches("notexample.com")).isFalse();
    assertThat(pattern.matches("example.com.evil.net")).isFalse();
  }

  @Test
  void aWildcardMatchesEveryNameBelowButNotTheNameItself() {
    DomainPattern pattern = DomainPattern.parse("*.example.com");
    assertThat(pattern).hasToString("*.example.com");
    assertThat(pattern.matches("a.example.com")).isTrue();
    assertThat(pattern.matches("A.b.Example.com.")).isTrue();
    assertThat(pattern.matches("example.com")).isFalse();
    assertThat(pattern.matches("notexample.com")).isFalse();
    assertThat(pattern.matches("a.example.com.evil.net")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "*.*.example.com",
        "a.*.example.com",
        "https://example.com",
        "example.com/path",
        "example.com:443",
        "-a.example.com",
        "a-.example.com",
        "a..example.com",
        ".example.com",
        "exa mple.com",
        "exa_mple.com",
        "münchen.de",
        "10.0.0.1",
        "example.com\n"
      })
  void whatIsNoHostnameIsRefusedByItsText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainPattern.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("*.example.com");
  }

  @Test
  void aLabelHasAtMost63CharactersAndANameAtMost253() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(DomainPattern.parse(longest).matches(longest)).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> DomainPattern.parse(longest + "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> DomainPattern.parse(label + "a.com"));
  }
}
