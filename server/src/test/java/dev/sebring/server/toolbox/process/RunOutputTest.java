package dev.sebring.server.toolbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.server.toolbox.output.OutputPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunOutputTest {
  private final RunOutput output = new RunOutput();

  @Test
  void theStreamsKeepTheirOrderAndComeApart() throws Exception {
    add(Descriptor.STDOUT, "a");
    add(Descriptor.STDOUT, "b");
    add(Descriptor.STDERR, "c");
    output.add(new ProcessOutput.Gap(Descriptor.STDOUT, 7));
    add(Descriptor.STDOUT, "d");
    assertThat(text(OutputPart.RESULT)).startsWith("abc\n[7 bytes").endsWith("]\nd");
    assertThat(text(OutputPart.STDOUT)).startsWith("ab\n[7 bytes").endsWith("]\nd");
    assertThat(text(OutputPart.STDERR)).isEqualTo("c");
    assertThat(output.isKept()).isTrue();
  }

  @Test
  void aMillionSingleBytesAreKeptAsFewPieces() throws Exception {
    for (int i = 0; i < RunOutput.MAX_KEPT_BYTES; i++) {
      add(Descriptor.STDOUT, "x");
    }
    assertThat(output.isKept()).isTrue();
    assertThat(text(OutputPart.RESULT)).hasSize(RunOutput.MAX_KEPT_BYTES);
    add(Descriptor.STDOUT, "x");
    assertThat(output.isKept()).isFalse();
  }

  @Test
  void streamsThatTakeTurnsTooOftenAreLeftToTheLog() {
    for (int i = 0; i < 20_000; i++) {
      add(i % 2 == 0 ? Descriptor.STDOUT : Descriptor.STDERR, "x");
    }
    assertThat(output.isKept()).isFalse();
  }

  @Test
  void theLastWholeReportIsTheDirectory() {
    Descriptor reports = new Descriptor(57);
    assertThat(output.lastDirectory()).isEmpty();
    add(reports, "/a\n\0/b");
    assertThat(output.lastDirectory()).hasValue("/a");
    add(reports, "\n\0");
    assertThat(output.lastDirectory()).hasValue("/b");
    for (int i = 0; i < 300_000; i++) {
      add(reports, "/deep/" + i + "\n\0");
    }
    assertThat(output.lastDirectory()).hasValue("/deep/299999");
    output.add(new ProcessOutput.Gap(reports, 1));
    assertThat(output.lastDirectory()).isEmpty();
  }

  private void add(Descriptor descriptor, String text) {
    output.add(new ProcessOutput.Bytes(descriptor, text.getBytes(StandardCharsets.UTF_8)));
  }

  private String text(OutputPart part) throws IOException {
    try (InputStream in = output.readKept(part)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
