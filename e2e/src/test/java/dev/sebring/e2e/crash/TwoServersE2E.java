package dev.sebring.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.CreateSandboxParams;
import dev.sebring.client.Daytona;
import dev.sebring.client.Sandbox;
import dev.sebring.e2e.ServeProcess;
import dev.sebring.e2e.TestState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two servers that want one state directory. */
class TwoServersE2E {
  @Test
  void theSecondNamesTheFirstAndEndsAndDisturbsNothing() throws Exception {
    Path home = TestState.make();
    try (ServeProcess first = ServeProcess.start(home);
        Daytona daytona = first.client()) {
      Sandbox sandbox = daytona.create(CreateSandboxParams.builder().build());

      try (ServeProcess second = ServeProcess.begin(home)) {
        assertThat(second.awaitEnd()).isNotZero();
        assertThat(second.said()).contains("in use by the server at").contains("" + first.pid());
      }
      assertThat(sandbox.getProcess().executeCommand("getent hosts localhost").exitCode()).isZero();
      sandbox.delete();
    } finally {
      TestState.destroy(home);
    }
  }

  @Test
  void ofTwoThatSucceedAKilledOneExactlyOneServes() throws Exception {
    Path home = TestState.make();
    try {
      try (ServeProcess killed = ServeProcess.start(home)) {
        killed.kill();
      }
      try (ServeProcess one = ServeProcess.begin(home);
          ServeProcess other = ServeProcess.begin(home)) {
        ServeProcess winner = ServeProcess.awaitFirst(one, other);
        ServeProcess loser = winner == one ? other : one;
        assertThat(loser.awaitEnd()).isNotZero();
        assertThat(loser.said()).contains("" + winner.pid());
        try (Daytona daytona = winner.client()) {
          assertThat(daytona.list(Map.of())).isEmpty();
        }
      }
    } finally {
      TestState.destroy(home);
    }
  }
}
