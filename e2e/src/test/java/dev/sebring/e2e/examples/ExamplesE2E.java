package dev.sebring.e2e.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.cli.Sebring;
import dev.sebring.examples.CodingAgent;
import dev.sebring.examples.Tour;
import dev.sebring.testkit.model.CodingAgentScript;
import dev.sebring.testkit.model.ScriptedModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExamplesE2E {
  private Path home;

  /** A state directory of the test's own; the default snapshot is the host's. */
  @BeforeEach
  void makeHome() throws IOException {
    Path usual =
        Path.of(Objects.requireNonNullElse(System.getenv("SEBRING_HOME"), "/var/lib/sebring"));
    Path snapshots = Files.createDirectories(usual.resolve("oci/snapshots"));
    home = Files.createTempDirectory(Path.of("/var/tmp"), "sebring-e2e");
    Path oci = Files.createDirectory(home.resolve("oci"));
    Files.createSymbolicLink(oci.resolve("snapshots"), snapshots);
  }

  @AfterEach
  void nothingIsLeft() throws IOException, InterruptedException {
    Ended doctor = java(Sebring.class, List.of(), "doctor", "--leftovers");
    assertThat(doctor.exitCode()).as(doctor.output()).isZero();
    assertThat(doctor.output()).contains(" 0 sandboxes");
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(home.toString());
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void theCodingAgentShowsTenSortedNumbersThatItsSandboxPrinted() throws Exception {
    try (ScriptedModelServer model = ScriptedModelServer.start(new CodingAgentScript())) {
      Ended agent =
          java(CodingAgent.class, List.of("OPENAI_BASE_URL=" + model.baseUrl()), new String[0]);

      assertThat(agent.exitCode()).as(agent.output()).isZero();
      List<Integer> numbers =
          agent
              .output()
              .lines()
              .filter(line -> line.matches("\\d+"))
              .map(Integer::valueOf)
              .toList();
      assertThat(numbers).as(agent.output()).hasSize(10).isSorted();
      assertThat(numbers).allMatch(number -> number >= 1 && number <= 100);
    }
  }

  @Test
  void theTourShowsEveryFunctionOfTheToolkit() throws Exception {
    Ended tour = java(Tour.class, List.of(), new String[0]);

    assertThat(tour.exitCode()).as(tour.output()).isZero();
    assertThat(tour.output())
        .contains("  285\n", "  Green\n", "It's kept byte for byte.", "/home/daytona/notes\n")
        .doesNotContain("\"status\":\"error\"");
  }

  private record Ended(int exitCode, String output) {}

  private Ended java(Class<?> program, List<String> environment, String... arguments)
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
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("DAYTONA_") || name.endsWith("_API_KEY"));
    builder.environment().put("SEBRING_HOME", home.toString());
    builder.environment().put("SEBRING_AT_EXIT", "delete");
    for (String variable : environment) {
      String[] pair = variable.split("=", 2);
      builder.environment().put(pair[0], pair[1]);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
