package dev.sebring.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The host as the checks see it. Immutable and thread-safe.
 *
 * @param root where its file system starts; {@code /}, but for tests
 * @param system name of the operating system
 * @param searchPath directories of its commands, under {@code root}
 * @param stateDirectory of Sebring, as it is, not under {@code root}
 */
record Host(Path root, String system, List<Path> searchPath, Path stateDirectory) {
  private static final int LONGEST_BYTES = 64 * 1024;

  Host {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(stateDirectory, "stateDirectory");
    searchPath = List.copyOf(searchPath);
  }

  /** This machine. */
  static Host current(Path stateDirectory) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/sbin:/usr/bin:/bin");
    List<Path> directories =
        Arrays.stream((path + ":/usr/sbin:/sbin").split(":"))
            .filter(directory -> directory.startsWith("/"))
            .map(Path::of)
            .distinct()
            .toList();
    return new Host(Path.of("/"), System.getProperty("os.name", ""), directories, stateDirectory);
  }

  /** A path of the host's, e.g. {@code proc/filesystems}. */
  Path path(String relative) {
    return root.resolve(relative);
  }

  boolean exists(String relative) {
    return Files.exists(path(relative));
  }

  /** A small file's text; empty if it cannot be read. */
  String read(String relative) {
    // One large read: files under /proc/sys give everything to the first, nothing to the second.
    try (InputStream in = Files.newInputStream(path(relative))) {
      return new String(in.readNBytes(LONGEST_BYTES), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Where a command is, as the shell would find it. */
  Optional<Path> command(String name) {
    return searchPath.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The first line that a command prints; empty if it fails or takes longer than five seconds. */
  String firstLine(Path command, String... arguments) {
    return run(command, arguments).flatMap(output -> output.lines().findFirst()).orElse("");
  }

  /** Whether the kernel knows a file system, built in or as a module. */
  boolean hasFileSystem(String name) {
    boolean known =
        read("proc/filesystems")
            .lines()
            .map(line -> line.replace("nodev", "").strip())
            .anyMatch(name::equals);
    return known
        || command("modprobe").flatMap(modprobe -> run(modprobe, "-n", "-q", name)).isPresent();
  }

  /** What a command prints; nothing if it fails, or takes longer than five seconds. */
  private static Optional<String> run(Path command, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(command.toString());
    builder.command().addAll(List.of(arguments));
    builder.redirectError(Redirect.DISCARD).redirectInput(Path.of("/dev/null").toFile());
    try {
      Process process = builder.start();
      try (InputStream output = process.getInputStream()) {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        String text = new String(output.readNBytes(4096), UTF_8);
        return process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
