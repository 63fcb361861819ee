package dev.sebring.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy the host was: its load averages. Immutable. */
public record Load(double oneMinute, double fiveMinutes) {
  /** Now. */
  public static Load now() {
    try {
      String[] words = Files.readString(Path.of("/proc/loadavg")).split(" ");
      return new Load(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
    } catch (IOException e) {
      return new Load(Double.NaN, Double.NaN);
    }
  }
}
