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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A sandbox of gVisor beside those of the usual runtime: where it is the same, and where not. */
class GvisorIT {
  private static Boxes boxes;
  private static SandboxId shielded;

  @BeforeAll
  static void open() {
    boxes = new Boxes();
    shielded = start(Resources.DEFAULT, NetworkPolicy.PUBLIC);
  }

  @AfterAll
  static void close() {
    boxes.close();
  }

  @Test
  void aSandboxThatAsksForItRunsOnAKernelOfItsOwn() {
    SandboxId usual = boxes.start();

    assertThat(boxes.run(shielded, "uname -r")).contains("gvisor");
    assertThat(boxes.run(usual, "uname -r")).doesNotContain("gvisor");
    assertThat(boxes.backend().runtimes()).startsWith("runc").contains("runsc");
  }

  @Test
  void itKeepsItsRuntimeOverAStopAndARestartOfTheServer() {
    SandboxId box = start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    boxes.backend().setNetworkPolicy(box, NetworkPolicy.PUBLIC);
    boxes.backend().stop(box, Duration.ZERO);
    boxes.reopen();
    boxes.backend().start(box);

    assertThat(boxes.run(box, "uname -r")).contains("gvisor");
  }

  @Test
  void aRuntimeThatIsNotInstalledIsRefusedBeforeAnythingIsMade() {
    SandboxId id = SandboxId.random();

    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> boxes.backend().create(spec(id, "kata", NetworkPolicy.BLOCKED)))
        .withMessageContaining("\"kata\" is not installed")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(BackendException.Kind.UNSUPPORTED));
    assertThat(boxes.backend().list()).noneMatch(sandbox -> sandbox.id().equals(id));
  }

  @Test
  void itsRootIsNobodyOnTheHost() throws IOException {
    Path process = Path.of("/proc", Long.toString(boxes.process(shielded).pid()));

    assertThat((int) Files.getAttribute(process, "unix:uid")).isGreaterThanOrEqualTo(0x70000000);
  }

  @Test
  void theUserBecomesRootWithoutAPassword() {
    assertThat(boxes.run(shielded, "id -un; pwd; sudo id -un; sudo -u daytona id -u"))
        .isEqualTo("daytona\n/home/daytona\nroot\n1000\n");
  }

  @Test
  void itReachesTheInternetButNeitherTheHostNorItsNeighbours() {
    SandboxId other = boxes.start();
    String address = boxes.run(other, "hostname -I").strip();
    boxes.run(other, "(python3 -m http.server 8000 >/dev/null 2>&1 &) ; sleep 1");

    assertThat(
            boxes.run(
                shielded,
                "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
        .isEqualTo("ok\n");
    assertThat(boxes.run(shielded, "curl -sS --max-time 2 http://" + address + ":8000"))
        .contains("[exit");
    assertThat(boxes.run(shielded, "curl -sS --max-time 2 http://169.254.169.254/"))
        .contains("[exit");
  }

  @Test
  void aBlockedOneReachesNothingUntilItIsLetOut() {
    SandboxId blocked = start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    String fetch = "curl -fsSo /dev/null --max-time %d " + PackageMirror.url() + " && echo ok";
    assertThat(boxes.run(blocked, fetch.formatted(3))).contains("[exit");

    boxes.backend().setNetworkPolicy(blocked, NetworkPolicy.PUBLIC);

    assertThat(boxes.run(blocked, fetch.formatted(20))).isEqualTo("ok\n");
  }

  @Test
  void packagesAreInstalledAsInAnySandbox() {
    assertThat(boxes.run(shielded, "pip install -q cowsay && python3 -m cowsay -t works"))
        .contains("works");
  }

  /** Not as elsewhere: the host sees one program, gVisor, whose memory is that of all programs. */
  @Test
  void aProgramThatTakesTooMuchMemoryEndsItsSandboxWhoseFilesAreKept() {
    SandboxId small = start(small(64), NetworkPolicy.BLOCKED);
    boxes.run(small, "echo kept > file && sync");

    assertThatExceptionOfType(GuestLostException.class)
        .isThrownBy(() -> boxes.run(small, "python3 -c 'x = bytearray(1 << 30)'"));

    assertThat(boxes.run(shielded, "echo neighbour")).isEqualTo("neighbour\n");
    boxes.backend().start(small);
    assertThat(boxes.run(small, "cat file")).isEqualTo("kept\n");
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

    assertThat(boxes.run(small, bomb)).isEqualTo("True\n");
    assertThat(boxes.run(small, "echo alive")).isEqualTo("alive\n");
  }

  @Test
  void aSandboxThatHasEndedByItselfIsSeenAsEndedAndStartsAgain() {
    SandboxId box = start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    HostProcess process = boxes.process(box);
    process.signal(true);
    assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(boxes.backend().list())
        .contains(new BackendSandbox(box, BackendSandbox.Condition.ENDED));

    boxes.backend().start(box);

    assertThat(boxes.run(box, "echo again")).isEqualTo("again\n");
  }

  private static Resources small(int processes) {
    return new Resources(1, ByteSize.ofMib(256), ByteSize.ofMib(128), processes);
  }

  private static SandboxId start(Resources resources, NetworkPolicy policy) {
    SandboxId id = SandboxId.random();
    boxes.willMake(List.of(id));
    boxes.backend().create(new SandboxSpec(id, "default", Map.of(), resources, policy, "runsc"));
    boxes.backend().start(id);
    return id;
  }

  private static SandboxSpec spec(SandboxId id, String runtime, NetworkPolicy policy) {
    return new SandboxSpec(id, "default", Map.of(), Resources.DEFAULT, policy, runtime);
  }
}
