package dev.sebring.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  @TempDir private Path root;
  private HostOf host;

  @BeforeEach
  void start() {
    host = HostOf.everything(root);
  }

  @Test
  void aHostWithEverythingMissesNothing() {
    assertThat(Checks.look(host.host()))
        .filteredOn(finding -> finding.verdict() == Verdict.MISSING)
        .isEmpty();
  }

  @Test
  void aHostWithoutARuntimeIsToldWhichPackageToInstall() {
    host.without("bin/runc");
    assertThat(missing()).containsExactly("runtime");
    assertThat(finding("runtime").packages()).containsExactly("runc");
  }

  @Test
  void whoIsNotRootIsToldOfSudoAndOfAServerElsewhere() {
    host.file("proc/self/status", "Uid:\t1000\t1000\t1000\t1000\nSeccomp:\t0\n");
    assertThat(missing()).containsExactly("user");
    assertThat(finding("user").remedy()).contains("sudo").contains("DAYTONA_API_URL");
  }

  @Test
  void anotherSystemIsToldOfAServerElsewhere() {
    Host mac = new Host(root, "Mac OS X", List.of(root.resolve("bin")), root);
    Finding finding = KernelChecks.system(mac);
    assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
    assertThat(finding.remedy()).contains("DAYTONA_API_URL");
  }

  @Test
  void aKernelWithoutIdmappedLayersIsTooOld() {
    host.file("proc/sys/kernel/osrelease", "5.10.0-28-amd64\n");
    assertThat(missing()).containsExactly("kernel");
  }

  @Test
  void switchedOffUserNamespacesAreSeen() {
    host.file("proc/sys/user/max_user_namespaces", "0\n");
    assertThat(missing()).containsExactly("user namespaces");
  }

  @Test
  void aMissingControllerIsNamed() {
    host.file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");
    assertThat(missing()).containsExactly("cgroups");
    assertThat(finding("cgroups").found()).endsWith("without pids");
  }

  @Test
  void controllersOfTheFirstVersionCount() {
    host.without("sys/fs/cgroup/cgroup.controllers");
    for (String controller : List.of("cpu", "memory", "pids")) {
      host.file("sys/fs/cgroup/" + controller + "/tasks", "");
    }
    assertThat(missing()).isEmpty();
  }

  @Test
  void aKernelWithoutBtrfsStillRunsSandboxesWithLess() {
    host.file("proc/filesystems", "nodev\toverlay\n\text4\n");
    assertThat(missing()).isEmpty();
    assertThat(finding("disk").verdict()).isEqualTo(Verdict.LESS);
  }

  private List<String> missing() {
    return Checks.look(host.host()).stream()
        .filter(finding -> finding.verdict() == Verdict.MISSING)
        .map(Finding::about)
        .toList();
  }

  private Finding finding(String about) {
    return Checks.look(host.host()).stream()
        .filter(finding -> finding.about().equals(about))
        .findFirst()
        .orElseThrow();
  }
}
