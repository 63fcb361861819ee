package dev.sebring.e2e.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis makes calls up from the server's own OpenAPI document, the allowed and the
 * forbidden. They run against real sandboxes, since some of them are commands and deletions. {@code
 * make fuzz-rest} goes on for longer.
 */
class RestFuzzE2E {
  private static final String EXAMPLES = System.getProperty("sebring.fuzz.examples", "5");
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void everyAnswerIsOneThatTheDocumentPromisesAndNoneIsAFailureOfTheServer() throws Exception {
    try (Installation installation = Installation.start();
        Daytona daytona = installation.client()) {
      try {
        Sandbox toolbox = daytona.create(CreateSandboxParams.builder().build(), LONG);
        Sandbox prey = daytona.create(CreateSandboxParams.builder().build(), LONG);

        fuzz(installation, toolbox, prey);

        assertThat(toolbox.getProcess().executeCommand("echo well").result()).isEqualTo("well\n");
        assertThat(daytona.hostDifferences()).isEmpty();
      } finally {
        daytona.list(Map.of()).forEach(item -> daytona.get(item.id()).delete(LONG));
      }
    }
  }

  private static void fuzz(Installation installation, Sandbox toolbox, Sandbox prey)
      throws IOException, InterruptedException {
    ProcessBuilder fuzz = new ProcessBuilder(Path.of("rest/fuzz").toString(), EXAMPLES);
    fuzz.environment().put("DAYTONA_API_URL", installation.server().apiUrl().toString());
    fuzz.environment().put("DAYTONA_API_KEY", installation.server().apiKey());
    fuzz.environment().put("TOOLBOX_SANDBOX", toolbox.getId());
    fuzz.environment().put("PREY_SANDBOX", prey.getId());
    fuzz.environment().put("PREY_KEY", "prey");
    Process process = fuzz.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("passed");
  }
}
