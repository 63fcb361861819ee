package dev.sebring.backends.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianProgressTest {
  @Test
  void itRisesFromDownloadToInstallationAndStopsBeforeTheNextStep() {
    List<String> stages = new ArrayList<>();
    List<Double> fractions = new ArrayList<>();
    DebianProgress progress =
        new DebianProgress((stage, fraction) -> {
          stages.add(stage);
          fractions.add(fraction);
        });

    repeat(progress, "Get:1 http://mirror.example/debian trixie/main amd64 zip", 1000);
    repeat(progress, "Unpacking zip (3.0-15) ...", 1000);
    repeat(progress, "Setting up zip (3.0-15) ...", 1000);
    progress.line("I: done");

    assertThat(stages.stream().distinct())
        .containsExactly("downloading Debian packages", "installing Debian packages");
    assertThat(fractions).isSorted();
    assertThat(fractions.getLast()).isBetween(0.84, 0.85);
  }

  private static void repeat(DebianProgress progress, String line, int times) {
    for (int i = 0; i < times; i++) {
      progress.line(line);
    }
  }
}
