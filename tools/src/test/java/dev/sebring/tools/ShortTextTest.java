package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortTextTest {
  @Test
  void whatFitsIsShownAsItIs() {
    assertThat(ShortText.of("1234567890", 10, () -> "?"))
        .isEqualTo(new ShortText("1234567890", false));
  }

  @Test
  void ofALongTextHeadAndTailAreShownWithWhatIsLeftOutAndWhereItIs() {
    ShortText text =
        ShortText.of("head" + "-".repeat(10_000) + "tail", 8, () -> "the whole of it is in /tmp/x");

    assertThat(text.text())
        .isEqualTo(
            "head\n"
                + "[... 10,000 of 10,008 characters left out; the whole of it is in /tmp/x ...]\n"
                + "tail");
    assertThat(text.truncated()).isTrue();
  }

  @Test
  void noCharacterIsCutInTwo() {
    ShortText text = ShortText.of("😀".repeat(20), 7, () -> "?");

    assertThat(text.text()).startsWith("😀\n[").endsWith("]\n😀😀");
  }
}
