package dev.sebring.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionIdentityTest {
  @Test
  void aPersistentSandboxHasTheSameNameForEveryoneWithTheSessionsId() {
    assertThat(new SessionIdentity("s", false, "toolkit 1", true).sandboxName())
        .isEqualTo(new SessionIdentity("s", false, "toolkit 2", true).sandboxName())
        .matches("sebring-[0-9a-f]{32}");
  }

  @Test
  void otherSandboxesHaveOtherNames() {
    assertThat(new SessionIdentity("s", false, "toolkit 1", false).sandboxName())
        .isNotEqualTo(new SessionIdentity("s", false, "toolkit 2", false).sandboxName())
        .isNotEqualTo(new SessionIdentity("s", false, "toolkit 1", true).sandboxName());
    assertThat(new SessionIdentity("s", false, "t", true).sandboxName())
        .isNotEqualTo(new SessionIdentity("S", false, "t", true).sandboxName());
  }

  @Test
  void labelsSayWhoseItIs() {
    assertThat(
            new SessionIdentity("s", false, "t", true)
                .labels(Map.of("team", "blue", "persistent", "mine")))
        .containsOnly(
            Map.entry("team", "blue"),
            Map.entry("created_by", "sebring"),
            Map.entry("persistent", "true"),
            Map.entry("sebring/session", "s"));
  }

  @Test
  void nothingIsKeptThatNobodyCanComeBackTo() {
    assertThat(new SessionIdentity("s", false, "t", false).autoDelete()).isEqualTo(Duration.ZERO);
    assertThat(new SessionIdentity("s", true, "t", true).autoDelete())
        .isEqualTo(Duration.ofHours(24));
    assertThat(new SessionIdentity("s", false, "t", true).autoDelete()).isNull();
  }
}
