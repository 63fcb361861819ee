package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sandbox is and sees. */
class SandboxIsolationIT {
  private static Boxes boxes;
  private static List<String> mountsBefore = List.of();
  private static SandboxId one = SandboxId.random();
  private static SandboxId other = SandboxId.random();

  @BeforeAll
  static void start() throws IOException {
    boxes = new Boxes();
    mountsBefore = mounts();
    one = boxes.start();
    other = boxes.start();
  }

  @AfterAll
  static void close() {
    boxes.close();
  }

  @Test
  void eachSandboxHasHostIdsOfItsOwn() throws IOException {
    long first = hostUser(one);
    long second = hostUser(other);

    assertThat(first).isGreaterThanOrEqualTo(0x70000000L);
    assertThat(Math.abs(first - second)).isGreaterThanOrEqualTo(65_536);
    assertThat(boxes.run(one, "cat /proc/self/uid_map").strip().split("\\s+"))
        .containsExactly("0", Long.toString(first), "65536");
  }

  @Test
  void nothingIsMountedOnTheHost() throws IOException {
    assertThat(mounts()).isEqualTo(mountsBefore);
  }

  @Test
  void nothingOfTheHostIsMountedInside() {
    String mounts = boxes.run(one, "cut -d' ' -f1,2 /proc/mounts");

    assertThat(mounts).startsWith("sebring /\n");
    assertThat(mounts).doesNotContain("/dev/vd", "/dev/sd", "ext4", "btrfs");
    assertThat(boxes.run(one, "grep -c " + boxes.home().directory() + " /proc/self/mountinfo"))
        .startsWith("0\n");
  }

  @Test
  void theUserIsDaytonaAndBecomesRootWithoutAPassword() {
    assertThat(boxes.run(one, "id -un; id -u; pwd; sudo id -un"))
        .isEqualTo("daytona\n1000\n/home/daytona\nroot\n");
  }

  @Test
  void rootHasTheCapabilitiesOfADockerContainerAndNoMore() {
    String status = boxes.runAs("root", one, "grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/1/status");

    assertThat(status.replaceAll("\\s+", " "))
        .isEqualTo("CapEff: 00000000a80425fb NoNewPrivs: 0 Seccomp: 2 ");
  }

  @Test
  void rootCannotMakeNamespacesOrTouchTheKernel() {
    assertThat(boxes.runAs("root", one, "unshare --user true")).contains("not permitted");
    assertThat(boxes.runAs("root", one, "unshare --mount true")).contains("not permitted");
    assertThat(boxes.runAs("root", one, "echo 1 > /proc/sys/vm/drop_caches"))
        .contains("Read-only file system");
    assertThat(boxes.runAs("root", one, "echo b > /proc/sysrq-trigger")).contains("[exit 1]");
    assertThat(boxes.runAs("root", one, "mknod /tmp/disk b 254 0 && head -c1 /tmp/disk"))
        .contains("not permitted");
  }

  @Test
  void rootCannotOpenASocketThatNoNetworkRuleSees() {
    String families =
        "import socket\n"
            + "for f in (socket.AF_INET, 40, 38):\n"
            + "  try: socket.socket(f, socket.SOCK_DGRAM if f == 2 else socket.SOCK_STREAM);"
            + " print(int(f), 'open')\n"
            + "  except OSError as e: print(int(f), e.strerror)\n";
    assertThat(boxes.runAs("root", one, "python3 -c \"" + families + "\""))
        .contains("2 open")
        .contains("40 Function not implemented")
        .contains("38 Function not implemented");
  }

  @Test
  void aSandboxSeesItsOwnProcessesHostNameAndGroupsOnly() {
    assertThat(boxes.run(one, "hostname; cat /etc/hostname")).isEqualTo(one + "\n" + one + "\n");
    assertThat(boxes.run(one, "seen=$(ps -e -o comm=); sort -u <<< \"$seen\" | tr '\\n' ' '"))
        .isEqualTo("bash guest guest-spawn ps ");
    assertThat(boxes.run(one, "cut -d: -f3 /proc/1/cgroup").lines()).containsOnly("/");
    assertThat(boxes.run(one, "cut -d: -f2,3 /proc/self/cgroup").lines())
        .allMatch(group -> group.endsWith(":/") || group.matches("(.*,)?cpu(,.*)?:/share[0-3]"));
  }

  @Test
  void programsShareTheCpuTimeInGroupsBelowThatOfProcess1() {
    assumeTrue(Files.exists(Path.of("/sys/fs/cgroup/cpu/tasks")), "cgroup v1 shares out CPU time");
    String shares = "cat /sys/fs/cgroup/cpu/share*/tasks";

    assertThat(boxes.run(other, "cut -d: -f2,3 /proc/self/cgroup")).containsPattern("cpu.*:/share");
    assertThat(boxes.run(other, "grep -cx $$ <<< \"$(" + shares + ")\"")).isEqualTo("1\n");
    assertThat(boxes.run(other, "grep -cx 1 <<< \"$(" + shares + ")\"")).startsWith("0\n");
  }

  @Test
  void rootMayChangeAnyFileOfItsSystem() {
    String script =
        "mv /usr/share/perl5 /usr/share/perl6 && chown daytona /etc/passwd && chmod u+s /bin/true"
            + " && stat -c '%U %A' /etc/passwd /bin/true && rm -r /usr/share/perl6 /srv && mkdir"
            + " /srv";

    assertThat(boxes.runAs("root", other, script))
        .isEqualTo("daytona -rw-r--r--\nroot -rwsr-xr-x\n");
  }

  private static long hostUser(SandboxId id) throws IOException {
    return (int) Files.getAttribute(Path.of("/proc", "" + boxes.process(id).pid()), "unix:uid");
  }

  private static List<String> mounts() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts"));
  }
}
