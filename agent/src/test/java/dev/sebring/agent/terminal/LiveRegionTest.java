package dev.sebring.agent.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class LiveRegionTest {
  private final VirtualTerminal screen = new VirtualTerminal(10, 5);
  private final LiveRegion region = new LiveRegion(screen);

  @Test
  void linesAreDrawnOverTheLastOnes() {
    screen.write("before\r\n");
    region.draw(lines("one", "two"), 10);
    region.draw(lines("1", "2", "3"), 10);
    assertThat(screen.text()).isEqualTo("before\n1\n2\n3");
    region.draw(lines("a"), 10);
    assertThat(screen.text()).isEqualTo("before\na");
  }

  @Test
  void aLineThatFillsTheRowKeepsItsLastCharacter() {
    region.draw(lines("0123456789", "0123456789"), 10);
    assertThat(screen.text()).isEqualTo("0123456789\n0123456789");
    region.finish(lines("9876543210", "end"), 10);
    assertThat(screen.text()).isEqualTo("9876543210\nend");
  }

  @Test
  void ofMoreLinesThanTheScreenHasTheLastOnesAreShownAndNothingScrollsAway() {
    for (int n = 1; n <= 12; n++) {
      region.draw(numbered(n), 10);
    }
    assertThat(screen.text()).isEqualTo("9\n10\n11\n12");
    assertThat(screen.history()).isZero();
    region.finish(numbered(12), 10);
    assertThat(screen.text()).isEqualTo("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
  }

  @Test
  void linesThatANarrowerScreenHasWrappedAreDrawnOverWhole() {
    region.draw(lines("0123456789", "0123456789"), 10);
    screen.narrow(6);
    region.draw(lines("012345", "678"), 6);
    assertThat(screen.text()).isEqualTo("012345\n678");
  }

  @Test
  void whatIsWrittenAfterwardsStandsBelow() {
    region.draw(lines("working"), 10);
    region.finish(lines("done"), 10);
    screen.write("after");
    assertThat(screen.text()).isEqualTo("done\nafter");
  }

  private static List<AttributedString> lines(String... lines) {
    List<AttributedString> list = new ArrayList<>();
    for (String line : lines) {
      list.add(new AttributedString(line));
    }
    return list;
  }

  private static List<AttributedString> numbered(int count) {
    String[] lines = new String[count];
    for (int i = 0; i < count; i++) {
      lines[i] = Integer.toString(i + 1);
    }
    return lines(lines);
  }
}
