package dev.sebring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.client.DaytonaConflictException;
import dev.sebring.client.Sandbox;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessLimitE2E {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aForkBombIsFeltByItsSandboxAloneWhichSaysHowToGoOn() throws IOException {
    try (Installation installation = Installation.start();
        Daytona daytona =
            new Daytona(
                DaytonaConfig.builder()
                    .apiUrl(installation.server().apiUrl().toString())
                    .apiKey(installation.server().apiKey())
                    .build())) {
      Sandbox bombed = daytona.create(CreateSandboxParams.builder().build(), LONG);
      Sandbox neighbour = daytona.create(CreateSandboxParams.builder().build(), LONG);
      bombed.getProcess().executeCommand("echo kept > note; (b() { b | b & }; b) &");

      assertThatThrownBy(() -> untilRefused(bombed))
          .isInstanceOf(DaytonaConflictException.class)
          .hasMessageContaining("limit of processes")
          .hasMessageContaining("stop the sandbox and start it again");
      assertThat(neighbour.getProcess().executeCommand("echo well").result()).isEqualTo("well\n");

      bombed.stop(LONG);
      bombed.start(LONG);
      assertThat(bombed.getProcess().executeCommand("cat note").result()).isEqualTo("kept\n");
      bombed.delete(LONG);
      neighbour.delete(LONG);
    }
  }

  /** The bomb takes a moment to fill the limit. */
  private static void untilRefused(Sandbox sandbox) {
    for (int i = 0; i < 1000; i++) {
      sandbox.getProcess().executeCommand("true");
    }
  }
}
