package dev.sebring.backends.oci.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sebring.sandbox.BackendException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeccompProfileTest {
  private static final Set<String> CAPABILITIES = Set.of("CAP_CHOWN", "CAP_SYS_CHROOT");

  private final JsonNode profile =
      SeccompProfile.render(SeccompProfile.SYSTEM_LIST, CAPABILITIES, "amd64");

  @Test
  void whatIsNotListedIsAnsweredAsIfTheKernelDidNotHaveIt() {
    assertThat(profile.path("defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
    assertThat(profile.path("defaultErrnoRet").asInt()).isEqualTo(38);
  }

  @Test
  void onlyTheHostsOwnArchitectureIsAllowed() {
    assertThat(profile.path("architectures")).hasSize(1);
    assertThat(profile.path("architectures").get(0).asText()).isEqualTo("SCMP_ARCH_X86_64");
  }

  @Test
  void ordinaryProgramsRun() {
    for (String call :
        List.of("read", "openat", "execve", "futex", "socket", "chroot", "arch_prctl")) {
      assertThat(actions(call)).as(call).contains("SCMP_ACT_ALLOW");
    }
  }

  @Test
  void whatMakesNamespacesMountsKeyringsAndRingsIsRefused() {
    for (String call :
        List.of("mount", "unshare", "setns", "keyctl", "io_uring_setup", "open_tree")) {
      assertThat(actions(call)).as(call).containsExactly("SCMP_ACT_ERRNO");
    }
  }

  @Test
  void whatNeedsACapabilityThatTheSandboxLacksIsRefused() {
    for (String call : List.of("bpf", "init_module", "iopl", "clock_settime")) {
      assertThat(actions(call)).as(call).doesNotContain("SCMP_ACT_ALLOW");
    }
  }

  @Test
  void cloneWorksWithoutNewNamespacesOnly() {
    JsonNode rule = rules("clone").getFirst();
    assertThat(rules("clone")).hasSize(1);
    assertThat(rule.path("args").get(0).path("op").asText()).isEqualTo("SCMP_CMP_MASKED_EQ");
    assertThat(rule.path("args").get(0).path("value").asLong()).isEqualTo(0x7E020000L);
    assertThat(rules("clone3").getFirst().path("errnoRet").asInt()).isEqualTo(38);
  }

  @Test
  void socketsAreOfTheFamiliesThatTheNetworkRulesSee() {
    assertThat(rules("socket"))
        .allSatisfy(rule -> {
          assertThat(rule.path("action").asText()).isEqualTo("SCMP_ACT_ALLOW");
          assertThat(rule.path("args")).hasSize(1);
          assertThat(rule.path("args").get(0).path("index").asInt()).isZero();
          assertThat(rule.path("args").get(0).path("op").asText()).isEqualTo("SCMP_CMP_EQ");
        })
        .extracting(rule -> rule.path("args").get(0).path("value").asInt())
        .containsExactly(1, 2, 10, 16, 17);
  }

  @Test
  void aMissingListSaysWhichPackageHasIt() {
    assertThatThrownBy(() -> SeccompProfile.render(Path.of("/nowhere"), CAPABILITIES, "amd64"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("/nowhere")
        .hasMessageContaining("golang-github-containers-common");
  }

  private List<String> actions(String call) {
    return rules(call).stream().map(rule -> rule.path("action").asText()).toList();
  }

  private List<JsonNode> rules(String call) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode rule : profile.path("syscalls")) {
      for (JsonNode name : rule.path("names")) {
        if (name.asText().equals(call)) {
          found.add(rule);
        }
      }
    }
    return found;
  }
}
