package dev.sebring.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now;

  @Test
  void whatIsDoneWithinASecondShowsNothing() {
    TerminalProgress progress = progress(true);
    now = Duration.ofMillis(900).toNanos();
    progress.at("unpacking", 0.9);
    progress.close();
    assertThat(shown()).isEmpty();
  }

  @Test
  void aTerminalShowsABarThatGrowsInOneLineNoWiderThanTheTerminal() {
    TerminalProgress progress = progress(true);
    now = Duration.ofSeconds(2).toNanos();
    progress.at("installing Debian packages ".repeat(10), 0.5);
    assertThat(shown())
        .startsWith("\r\u001b[KSnapshot [############------------]  50 %  installing")
        .doesNotContain("\n")
        .hasSizeLessThan(90);
  }

  @Test
  void aPipeGetsALineForEachStageAndTheTimeItTook() {
    TerminalProgress progress = progress(false);
    now = Duration.ofSeconds(2).toNanos();
    progress.at("downloading", 0.1);
    progress.at("downloading", 0.2);
    progress.at("installing", 0.7);
    now = Duration.ofSeconds(80).toNanos();
    progress.close();
    assertThat(shown().lines())
        .containsExactly(
            "Snapshot: downloading (10 %)", "Snapshot: installing (70 %)", "Snapshot: took 80 s");
  }

  private TerminalProgress progress(boolean terminal) {
    return new TerminalProgress(
        "Snapshot", new PrintStream(bytes, true, UTF_8), terminal, () -> now);
  }

  private String shown() {
    return bytes.toString(UTF_8);
  }
}
