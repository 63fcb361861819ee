package dev.sebring.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationReaderTest {

  @Test
  void aBareNumberCountsSecondsAndALetterNamesTheUnit() {
    DurationReader reader = new DurationReader();
    assertThat(reader.convert("90")).isEqualTo(Duration.ofSeconds(90));
    assertThat(reader.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(reader.convert("15m")).isEqualTo(Duration.ofMinutes(15));
    assertThat(reader.convert("2h")).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void anythingElseIsRefusedWithExamples() {
    assertThatThrownBy(() -> new DurationReader().convert("soon"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("15m");
  }
}
