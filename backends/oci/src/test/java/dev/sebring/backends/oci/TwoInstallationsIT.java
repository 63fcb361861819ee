package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.network.PackageMirror;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.BackendSandbox.Condition;
import dev.sebring.sandbox.SandboxId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two state directories on one host. */
class TwoInstallationsIT {
  @Test
  void neitherTouchesWhatIsTheOthers() {
    try (Boxes one = new Boxes();
        Boxes other = new Boxes()) {
      SandboxId mine = one.start();
      SandboxId theirs = other.start();
      assertThat(one.backend().list()).containsExactly(new BackendSandbox(mine, Condition.RUNNING));
      assertThat(one.backend().leftovers(List.of(mine))).isEmpty();

      one.backend().removeLeftovers(List.of());

      assertThat(one.backend().list()).isEmpty();
      assertThat(one.backend().leftovers(List.of())).isEmpty();
      assertThat(other.backend().list())
          .containsExactly(new BackendSandbox(theirs, Condition.RUNNING));
      assertThat(
              other.run(theirs, "getent hosts " + PackageMirror.host() + " > /dev/null; echo $?"))
          .isEqualTo("0\n");
    }
  }

  @Test
  void theEndOfOneLeavesTheNetworkOfTheOther() {
    try (Boxes stays = new Boxes()) {
      SandboxId id = stays.start();
      try (Boxes goes = new Boxes()) {
        goes.start();
      }

      assertThat(
              stays.run(
                  id, "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
          .isEqualTo("ok\n");
    }
  }
}
