package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.backends.oci.network.PackageMirror;
import dev.sebring.backends.oci.runtime.HostProcess;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.sandbox.guest.GuestLostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A sandbox of gVisor beside those of the usual runtime: where it is the same, and where not. */
class GvisorIT {
  private static final Boxes BOXES = new Boxes();
  private static final SandboxId BOX = start(Resources.DEFAULT, NetworkPolicy.PUBLIC);

  @AfterAll
  static void close() {
    BOXES.close();
  }

  @Test
  void aSandboxThatAsksForItRunsOnAKernelOfItsOwn() {
    SandboxId usual = BOXES.start();

    assertThat(BOXES.run(BOX, "uname -r")).contains("gvisor");
    assertThat(BOXES.run(usual, "uname -r")).doesNotContain("gvisor");
    assertThat(BOXES.backend().runtimes()).startsWith("runc").contains("runsc");
  }

  @Test
  void itKeepsItsRuntimeOverAStopAndARestartOfTheServer() {
    SandboxId box = start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    BOXES.backend().setNetworkPolicy(box, NetworkPolicy.PUBLIC);
    BOXES.backend().stop(box, Duration.ZERO);
    BOXES.reopen();
    BOXES.backend().start(box);

    assertThat(BOXES.run(box, "uname -r")).contains("gvisor");
  }

  @Test
  void aRuntimeThatIsNotInstalledIsRefusedBeforeAnythingIsMade() {
    SandboxId id = SandboxId.random();

    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> BOXES.backend().create(spec(id, "kata", NetworkPolicy.BLOCKED)))
        .withMessageContaining("\"kata\" is not installed")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(BackendException.Kind.UNSUPPORTED));
    assertThat(BOXES.backend().list()).noneMatch(sandbox -> sandbox.id().equals(id));
  }

  @Test
  void itsRootIsNobodyOnTheHost() throws IOException {
    Path process = Path.of("/proc", Long.toString(BOXES.process(BOX).pid()));

    assertThat((int) Files.getAttribute(process, "unix:uid")).isGreaterThanOrEqualTo(0x70000000);
  }

  @Test
  void theUserBecomesRootWithoutAPassword() {
    assertThat(BOXES.run(BOX, "id -un; pwd; sudo id -un; sudo -u daytona id -u"))
        .isEqualTo("daytona\n/home/daytona\nroot\n1000\n");
  }

  @Test
  void itReachesTheInternetButNeitherTheHostNorItsNeighbours() {
    SandboxId other = BOXES.start();
    String address = BOXES.run(other, "hostname -I").strip();
    BOXES.run(other, "(python3 -m http.server 8000 >/dev/null 2>&1 &) ; sleep 1");

    assertThat(
            BOXES.run(
                BOX, "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
        .isEqualTo("ok\n");
    assertThat(BOXES.run(BOX, "curl -sS --max-time 2 http://" + address + ":8000"))
        .contains("[exit");
    assertThat(BOXES.run(BOX, "curl -sS --max-time 2 http://169.254.169.254/")).contains("[exit");
  }

  @Test
  void aBlockedOneReachesNothingUntilItIsLetOut() {
    SandboxId blocked = start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    String fetch = "curl -fsSo /dev/null --max-time %d " + PackageMirror.url() + " && echo ok";
    assertThat(BOXES.run(blocked, fetch.formatted(3))).contains("[exit");

    BOXES.backend().setNetworkPolicy(blocked, NetworkPolicy.PUBLIC);

    assertThat(BOXES.run(blocked, fetch.formatted(20))).isEqualTo("ok\n");
  }

  @Test
  void packagesAreInstalledAsInAnySandbox() {
    assertThat(BOXES.run(BOX, "pip install -q cowsay && python3 -m cowsay -t works"))
        .contains("works");
  }

  /** Not as elsewhere: the host sees one program, gVisor, whose memory is that of all programs. */
  @Test
  void aProgramThatTakesTooMuchMemoryEndsItsSandboxWhoseFilesAreKept() {
    SandboxId small = start(small(64), NetworkPolicy.BLOCKED);
    BOXES.run(small, "echo kept > file && sync");

    assertThatExceptionOfType(GuestLostException.class)
        .isThrownBy(() -> BOXES.run(small, "python3 -c 'x = bytearray(1 << 30)'"));

    assertThat(BOXES.run(BOX, "echo neighbour")).isEqualTo("neighbour\n");
    BOXES.backend().start(small);
    assertThat(BOXES.run(small, "cat file")).isEqualTo("kept\n");
  }

  /** Not as elsewhere: gVisor counts the processes of each user apart. */
  @Test
  void aForkBombStopsAtTheLimitOfItsUser() {
    SandboxId small = start(small(40), NetworkPolicy.BLOCKED);
    String bomb =
        "python3 -c '\n"
            + "import os, time\n"
            + "children = []\n"
            + "try:\n"
            + "  while len(children) < 100:\n"
            + "    children.append(os.fork())\n"
            + "    if not children[-1]: time.sleep(60)\n"
            + "except BlockingIOError:\n"
            + "  print(20 < len(children) < 42)\n"
            + "for child in children:\n"
            + "  os.kill(child, 9)\n"
            + "  os.waitpid(child, 0)'";

    assertThat(BOXES.run(small, bomb)).isEqualTo("True\n");
    assertThat(BOXES.run(small, "echo alive")).isEqualTo("alive\n");
  }

  @Test
  void aSandboxThatHasEndedByItselfIsSeenAsEndedAndStartsAgain() {
    SandboxId box = start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    HostProcess process = BOXES.process(box);
    process.signal(true);
    assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(BOXES.backend().list())
        .contains(new BackendSandbox(box, BackendSandbox.Condition.ENDED));

    BOXES.backend().start(box);

    assertThat(BOXES.run(box, "echo again")).isEqualTo("again\n");
  }

  private static Resources small(int processes) {
    return new Resources(1, ByteSize.ofMib(256), ByteSize.ofMib(128), processes);
  }

  private static SandboxId start(Resources resources, NetworkPolicy policy) {
    SandboxId id = SandboxId.random();
    BOXES.willMake(List.of(id));
    BOXES.backend().create(new SandboxSpec(id, "default", Map.of(), resources, policy, "runsc"));
    BOXES.backend().start(id);
    return id;
  }

  private static SandboxSpec spec(SandboxId id, String runtime, NetworkPolicy policy) {
    return new SandboxSpec(id, "default", Map.of(), Resources.DEFAULT, policy, runtime);
  }
}
