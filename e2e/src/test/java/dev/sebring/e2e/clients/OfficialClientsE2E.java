package dev.sebring.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.e2e.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every line that the programs in {@code e2e/clients} print is a case here. */
class OfficialClientsE2E {
  private static final Path CLIENTS = Path.of("clients");
  private static Installation installation;

  @BeforeAll
  static void aServerAndItsClients() throws IOException, InterruptedException {
    ProcessBuilder install = new ProcessBuilder(CLIENTS.resolve("install").toString());
    Process process = install.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    installation = Installation.start();
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    installation.close();
  }

  @TestFactory
  Stream<DynamicTest> typescript() throws IOException, InterruptedException {
    return cases(CLIENTS.resolve("typescript"), List.of("node", "checks.mjs"));
  }

  @TestFactory
  Stream<DynamicTest> python() throws IOException, InterruptedException {
    return cases(CLIENTS.resolve("python"), List.of(".venv/bin/python", "checks.py"));
  }

  @TestFactory
  Stream<DynamicTest> managedProcessesInPython() throws IOException, InterruptedException {
    return cases(
        CLIENTS.resolve("python"), List.of("prerelease/.venv/bin/python", "process_checks.py"));
  }

  @TestFactory
  Stream<DynamicTest> gitInTypescript() throws IOException, InterruptedException {
    return cases(CLIENTS.resolve("typescript"), List.of("node", "git.mjs"));
  }

  @TestFactory
  Stream<DynamicTest> gitInPython() throws IOException, InterruptedException {
    return cases(CLIENTS.resolve("python"), List.of(".venv/bin/python", "git_checks.py"));
  }

  @TestFactory
  Stream<DynamicTest> languageServersInTypescript() throws IOException, InterruptedException {
    return cases(CLIENTS.resolve("typescript"), List.of("node", "lsp.mjs"));
  }

  @TestFactory
  Stream<DynamicTest> languageServersInPython() throws IOException, InterruptedException {
    return cases(CLIENTS.resolve("python"), List.of(".venv/bin/python", "lsp_checks.py"));
  }

  private static Stream<DynamicTest> cases(Path directory, List<String> program)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program).directory(directory.toFile());
    builder.environment().put("DAYTONA_API_URL", installation.server().apiUrl().toString());
    builder.environment().put("DAYTONA_API_KEY", installation.server().apiKey());
    builder.environment().keySet().removeIf(name -> name.equals("DAYTONA_TARGET"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    int exitCode = process.waitFor();
    List<Case> cases = Case.read(output);
    return Stream.concat(
        cases.stream().map(it -> DynamicTest.dynamicTest(it.name(), it::requirePassed)),
        Stream.of(
            DynamicTest.dynamicTest(
                "the program came to its end",
                () -> {
                  assertThat(exitCode).as(output).isZero();
                  assertThat(output).contains("\ndone " + cases.size() + "\n");
                  assertThat(cases).hasSizeGreaterThan(5);
                })));
  }
}
