package dev.sebring.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final String EVERYTHING =
      """
      # A heading that is long enough to be wrapped

      Some *text* with **strong words**, `code`, a [link](https://example.com/a/very/long/path) and 漢字漢字漢字漢字漢字 😀😀.
      Next line, same paragraph.

      - one
        - nested with more words than fit
          1. deep
      - two

      3. three

         a paragraph of its own
      4. four

      > quoted
      > > twice

      ```python
      def f(x):
      \tprint("tab", 'a very long line of a program that is cut and not wrapped')
      ```

      | name | what it is |
      | --- | --- |
      | `a` | the first letter of the alphabet |
      | 漢字 | wide |

      ---
      <b>html</b>
      """;

  @Test
  void blocksAndInlinesAreShownAtFullWidth() {
    assertThat(render(EVERYTHING, 60))
        .isEqualTo(
            """
            A heading that is long enough to be wrapped

            Some text with strong words, code, a link
            (https://example.com/a/very/long/path) and
            漢字漢字漢字漢字漢字 😀😀. Next line, same paragraph.

            • one
              • nested with more words than fit
                1. deep
            • two

            3. three

               a paragraph of its own

            4. four

            ▎ quoted
            ▎
            ▎ ▎ twice

            ▎ def f(x):
            ▎     print("tab", 'a very long line of a program that is cu
            ▎ t and not wrapped')

            name │ what it is
            ─────┼─────────────────────────────────
            a    │ the first letter of the alphabet
            漢字 │ wide

            ────────────────────────────────────────────────────────────

            <b>html</b>\
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 16, 20, 33, 60, 200})
  void noLineIsLongerThanTheWidthAndNothingIsLost(int width) {
    List<AttributedString> lines = Markdown.lines(EVERYTHING, width);
    assertThat(lines).allMatch(line -> line.columnLength() <= Math.max(2, width));
    String letters = letters(lines.stream().map(Object::toString).collect(Collectors.joining()));
    for (String word :
        "heading strong code link nested deep paragraph quoted wide html".split(" ")) {
      assertThat(letters).contains(word);
    }
  }

  @Test
  void anyPrefixOfASourceRendersWithoutFailing() {
    for (int length = 0; length < EVERYTHING.length(); length++) {
      Markdown.lines(EVERYTHING.substring(0, length), 24);
    }
  }

  @Test
  void randomTextRendersWithoutFailing() {
    Random random = new Random(42);
    String alphabet = "ab *_`#>-1.|\n\\[]()<&~ 漢😀\t\u0301\u001b";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 60; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int width = 1 + random.nextInt(40);
      assertThat(Markdown.lines(text.toString(), width))
          .allMatch(line -> line.columnLength() <= Math.max(2, width));
    }
  }

  @Test
  void emphasisAndCodeAreStyled() {
    AttributedString line = Markdown.lines("a **b** `c`", 20).get(0);
    assertThat(line.toAnsi(256, ForceMode.None))
        .contains("\033[1mb")
        .contains("\033[36mc")
        .doesNotContain("*", "`");
  }

  @Test
  void escapesInATextNeverReachTheTerminal() {
    String evil = "a\033[2Jb\u009b31mc\007\n\n```\n\033]0;title\007\n```\n\u202etxt";
    for (AttributedString line : Markdown.lines(evil, 40)) {
      assertThat(line.toString()).doesNotContain("\033", "\u009b", "\007", "\u202e");
    }
  }

  private static String letters(String text) {
    return text.replaceAll("[^a-z]", "");
  }

  private static String render(String source, int width) {
    return Markdown.lines(source, width).stream()
        .map(line -> line.toString().stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
