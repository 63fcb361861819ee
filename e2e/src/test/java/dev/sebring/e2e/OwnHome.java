package dev.sebring.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.cli.Sebring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A state directory of a test's own, and programs that use the embedded server there, each in a JVM
 * of its own; only the default snapshot is the host's. Closing it fails when a sandbox or anything
 * else of it is left.
 */
public final class OwnHome implements AutoCloseable {
  private final Path home;

  public OwnHome() throws IOException {
    Path usual =
        Path.of(Objects.requireNonNullElse(System.getenv("SEBRING_HOME"), "/var/lib/sebring"));
    Path snapshots = Files.createDirectories(usual.resolve("oci/snapshots"));
    home = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-e2e");
    Path oci = Files.createDirectory(home.resolve("oci"));
    Files.createSymbolicLink(oci.resolve("snapshots"), snapshots);
  }

  /** How a program ended, and what it wrote on both streams. */
  public record Ended(int exitCode, String output) {}

  /**
   * Runs a main method to its end, with nothing on its standard input.
   *
   * @param environment besides this test's own, which loses what names a server or a key
   */
  public Ended run(Class<?> program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("DAYTONA_") || name.endsWith("_API_KEY"));
    variables.put("SEBRING_HOME", home.toString());
    variables.put("SEBRING_AT_EXIT", "delete");
    // Conversations of `sebring agent` too.
    variables.put("XDG_STATE_HOME", home.toString());
    variables.putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Ended doctor = run(Sebring.class, Map.of(), "doctor", "--leftovers");
    assertThat(doctor.exitCode()).as(doctor.output()).isZero();
    assertThat(doctor.output()).contains(" 0 sandboxes");
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(home.toString());
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
