package dev.sebring.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Memory of the host, in bytes. */
public final class Memory {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private Memory() {}

  /** What is charged to some control groups. */
  public record Groups(int number, long charged) {}

  /** What the host could not give to a new program. */
  public static long used() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/meminfo"));
    return (kibibytes(lines, "MemTotal:") - kibibytes(lines, "MemAvailable:")) << 10;
  }

  private static long kibibytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> Long.parseLong(line.split("\\s+")[1]))
        .findFirst()
        .orElseThrow();
  }

  /** The groups below a parent, on cgroup v1, v2 or both. */
  public static Groups ofGroups(String parent) throws IOException {
    for (Path hierarchy : List.of(CGROUPS.resolve("memory"), CGROUPS)) {
      Path directory = hierarchy.resolve(parent);
      if (Files.isDirectory(directory)) {
        return sum(directory);
      }
    }
    throw new IOException("no control group " + parent + " below " + CGROUPS);
  }

  private static Groups sum(Path parent) throws IOException {
    int number = 0;
    long charged = 0;
    try (Stream<Path> all = Files.list(parent)) {
      for (Path group : all.filter(Files::isDirectory).toList()) {
        Path v1 = group.resolve("memory.usage_in_bytes");
        Path file = Files.exists(v1) ? v1 : group.resolve("memory.current");
        charged += Long.parseLong(Files.readString(file).strip());
        number++;
      }
    }
    return new Groups(number, charged);
  }
}
