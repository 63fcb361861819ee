package dev.sebring.backends.oci.image;

import dev.sebring.backends.oci.host.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which distribution a host runs, by its os-release(5) file. Immutable and thread-safe.
 *
 * @param id e.g. {@code debian}; empty if the file does not say
 * @param codename e.g. {@code bookworm}; empty if the file does not say
 */
record OsRelease(String id, String codename) {
  static OsRelease ofHost() {
    Path file = Path.of("/etc/os-release");
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw Failures.of("read " + file, e);
    }
  }

  static OsRelease parse(List<String> lines) {
    return new OsRelease(value(lines, "ID"), value(lines, "VERSION_CODENAME"));
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).replace("\"", "").strip())
        .orElse("");
  }
}
