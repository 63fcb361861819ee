package dev.sebring.embedded;

import dev.sebring.client.DaytonaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What a host must have before it is worth starting a server on it. */
final class HostRequirements {
  private static final String ELSEWHERE =
      "or set DAYTONA_API_URL and DAYTONA_API_KEY to use a server elsewhere";

  private HostRequirements() {}

  /**
   * @throws DaytonaException of one sentence that names the ways out
   */
  static void check(Path home) {
    String system = System.getProperty("os.name", "");
    if (!system.equals("Linux")) {
      throw new DaytonaException(
          "The embedded sandbox server needs Linux, and this is "
              + system
              + ": "
              + ELSEWHERE.substring(3));
    }
    if (!isRoot()) {
      throw new DaytonaException(
          "The embedded sandbox server must run as root to start sandboxes: run this program with"
              + " sudo, "
              + ELSEWHERE);
    }
    if (!hasRuntime()) {
      throw new DaytonaException(
          "The embedded sandbox server needs an OCI runtime and finds no runc: install it (apt-get"
              + " install runc; `sebring doctor` lists everything), "
              + ELSEWHERE);
    }
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new DaytonaException(
          "The embedded sandbox server cannot make its state directory "
              + home
              + " ("
              + e.getMessage()
              + "): set SEBRING_HOME to a directory on a writable disk, "
              + ELSEWHERE,
          e);
    }
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasRuntime() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.concat(
            Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/usr/bin", "/sbin"))
        .filter(directory -> directory.startsWith("/"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "runc")));
  }
}
