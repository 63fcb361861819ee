package dev.sebring.server.toolbox.interpreter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MarkedStreamTest {
  private final Marks marks = Marks.random();
  private final MarkedStream stream = marks.stream();

  @Test
  void onlyWhatIsBetweenTheMarksIsShownHoweverItIsCut() {
    String all =
        "before" + marks.begin() + "h\u00e4\ud83d\ude00\0sebring-llo" + marks.end() + "after";
    byte[] bytes = all.getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      MarkedStream cut = marks.stream();
      StringBuilder shown = new StringBuilder();
      for (int at = 0; at < bytes.length; at += size) {
        shown.append(cut.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size))));
      }
      assertThat(shown).as("pieces of %s", size).hasToString("h\u00e4\ud83d\ude00\0sebring-llo");
      assertThat(cut.hasEnded()).isTrue();
    }
  }

  @Test
  void whatCannotBecomeAMarkIsShownAtOnce() {
    stream.take(marks.begin().getBytes(UTF_8));

    assertThat(stream.take("now".getBytes(UTF_8))).isEqualTo("now");
    assertThat(stream.take("more\0seb".getBytes(UTF_8))).isEqualTo("more");
    assertThat(stream.rest()).isEqualTo("\0seb");
  }

  @Test
  void bytesThatAreNoCharactersAreReplaced() {
    stream.take(marks.begin().getBytes(UTF_8));

    assertThat(stream.take(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3})).isEqualTo("a\ufffdb");
    assertThat(stream.take(marks.end().getBytes(UTF_8))).isEqualTo("\ufffd");
  }
}
