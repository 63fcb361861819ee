package dev.sebring.cli.doctor;

import java.util.List;
import java.util.Objects;

/**
 * What one check saw. Immutable and thread-safe.
 *
 * @param about what was looked at, in a word or two
 * @param found what is there, or what is not, for people
 * @param remedy what to do, a sentence; empty if nothing has to be done
 * @param packages Debian packages that mend it; empty if none does
 */
public record Finding(
    String about, Verdict verdict, String found, String remedy, List<String> packages) {
  public Finding {
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(remedy, "remedy");
    packages = List.copyOf(packages);
  }

  static Finding ok(String about, String found) {
    return new Finding(about, Verdict.OK, found, "", List.of());
  }

  static Finding less(String about, String found, String remedy) {
    return new Finding(about, Verdict.LESS, found, remedy, List.of());
  }

  static Finding missing(String about, String found, String remedy) {
    return new Finding(about, Verdict.MISSING, found, remedy, List.of());
  }

  /** The same, mended by installing {@code names}. */
  Finding packages(String... names) {
    return new Finding(about, verdict, found, remedy, List.of(names));
  }
}
