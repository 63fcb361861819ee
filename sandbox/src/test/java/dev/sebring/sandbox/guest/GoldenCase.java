package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.guest.frame.Frame;
import dev.sebring.sandbox.guest.frame.FrameReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One file of guest/golden, in the format that its README describes. */
record GoldenCase(String name, Map<String, List<String>> lines) {
  private static final Path DIRECTORY = Path.of("../guest/golden");

  static List<GoldenCase> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(GoldenCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenCase read(Path file) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(": ", 2);
        lines.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(parts[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GoldenCase(file.getFileName().toString().replace(".txt", ""), lines);
  }

  boolean isValid() {
    return word("valid").equals("yes");
  }

  boolean isFromGuest() {
    return word("direction").equals("guest-to-host");
  }

  /** The frame as the product reads it. */
  Frame frame() throws IOException {
    byte[] bytes = HexFormat.of().parseHex(word("hex"));
    return Objects.requireNonNull(new FrameReader(new ByteArrayInputStream(bytes)).read());
  }

  boolean has(String key) {
    return lines.containsKey(key);
  }

  String word(String key) {
    return all(key).getFirst();
  }

  List<String> all(String key) {
    return Objects.requireNonNull(lines.get(key), () -> name + " has no line " + key);
  }

  long number(String key) {
    return Long.parseUnsignedLong(word(key).replace("-1", "18446744073709551615"));
  }

  int integer(String key) {
    return Math.toIntExact(number(key));
  }

  String text(String key) {
    return new String(bytes(word(key)), UTF_8);
  }

  GuestPath path(String key) {
    return GuestPath.of(bytes(word(key)));
  }

  /** The bytes of a quoted value. */
  static byte[] bytes(String quoted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 1; i < quoted.length() - 1; i++) {
      if (quoted.charAt(i) == '\\') {
        bytes.write(Integer.parseInt(quoted.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        bytes.write(quoted.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /**
   * The lines from the n-th occurrence of {@code first} to before the next: the fields of one
   * record among several.
   */
  GoldenCase record(int n) {
    Map<String, List<String>> one = new LinkedHashMap<>();
    lines.forEach(
        (key, values) -> one.put(key, values.size() > n ? List.of(values.get(n)) : values));
    return new GoldenCase(name + " " + n, one);
  }

  @Override
  public String toString() {
    return name;
  }
}
