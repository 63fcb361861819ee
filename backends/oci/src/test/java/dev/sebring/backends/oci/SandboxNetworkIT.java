package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.network.PackageMirror;
import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sandbox reaches. Needs package indexes, as the build of the default snapshot does. */
class SandboxNetworkIT {
  private static Boxes boxes;
  private static SandboxId usual;

  @BeforeAll
  static void open() {
    boxes = new Boxes();
    usual = boxes.start();
  }

  @AfterAll
  static void close() {
    boxes.close();
  }

  @Test
  void pipInstallsWithoutFlags() {
    assertThat(boxes.run(usual, "pip install cowsay && cowsay -t works")).contains("works");
    assertThat(boxes.run(usual, "sudo pip install six && python3 -c 'import six; print(1)'"))
        .endsWith("1\n");
  }

  @Test
  void npmInstallsIntoTheDirectoryAndForTheUser() {
    assertThat(boxes.run(usual, "npm install left-pad && node -p 'require(\"left-pad\")(1, 3)'"))
        .endsWith("  1\n");
    assertThat(boxes.run(usual, "npm install -g semver && semver 1.2.3")).endsWith("1.2.3\n");
    assertThat(boxes.run(usual, "sudo npm install -g json5 && type -p json5"))
        .endsWith("/usr/local/bin/json5\n");
  }

  @Test
  void programsTrustTheAuthoritiesThatTheHostTrusts() {
    String url = boxes.run(usual, "npm config get registry").strip() + "left-pad";
    assertThat(boxes.run(usual, "curl -fsSo /dev/null " + url + " && echo ok")).isEqualTo("ok\n");
    assertThat(
            boxes.run(usual, "node -e 'fetch(\"" + url + "\").then(r => console.log(r.status))'"))
        .isEqualTo("200\n");
    assertThat(
            boxes.run(
                usual,
                "python3 -c 'import urllib.request as u; print(u.urlopen(\""
                    + url
                    + "\").status)'"))
        .isEqualTo("200\n");
    assertThat(
            boxes.run(
                usual,
                "sudo update-ca-certificates -f >/dev/null 2>&1; curl -fsSo /dev/null "
                    + url
                    + " && echo ok"))
        .isEqualTo("ok\n");
  }

  @Test
  void theHostAndOtherSandboxesAreOutOfReach() {
    SandboxId other = boxes.start();
    String address = boxes.run(other, "hostname -I").strip();
    boxes.run(other, "(python3 -m http.server 8000 >/dev/null 2>&1 &) ; sleep 1");
    assertThat(
            boxes.run(other, "curl -fsSo /dev/null --max-time 5 http://127.0.0.1:8000 && echo ok"))
        .isEqualTo("ok\n");

    assertThat(boxes.run(usual, "curl -sS --max-time 2 http://" + address + ":8000"))
        .contains("[exit");
    assertThat(boxes.run(usual, "curl -sS --max-time 2 http://169.254.169.254/")).contains("[exit");
  }

  @Test
  void aBlockedSandboxReachesNothingButItself() {
    SandboxId blocked = boxes.start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    assertThat(boxes.run(blocked, "curl -sS --max-time 3 " + PackageMirror.url()))
        .contains("[exit");
    assertThat(boxes.run(blocked, "getent hosts " + PackageMirror.host())).contains("[exit");

    boxes.backend().setNetworkPolicy(blocked, NetworkPolicy.PUBLIC);

    assertThat(
            boxes.run(
                blocked,
                "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
        .isEqualTo("ok\n");
  }

  @Test
  void ipv6IsOffAndRootCannotTurnItOn() {
    assertThat(boxes.run(usual, "cat /proc/net/if_inet6")).isEmpty();
    assertThat(
            boxes.run(
                usual,
                "sudo sh -c 'echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6' 2>/dev/null; sudo"
                    + " ip -6 addr add fd00::1/64 dev eth0 2>/dev/null; cat /proc/net/if_inet6"))
        .isEmpty();
  }

  @Test
  void aListLetsNothingElseThroughAlsoAfterARestartOfTheServer() {
    String mirror = "curl -sSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok";
    SandboxId listed = boxes.start(Resources.DEFAULT, domains("*.example.com"));
    assertThat(boxes.run(listed, mirror)).contains("Could not resolve host");

    boxes.backend().setNetworkPolicy(listed, domains(PackageMirror.host()));
    assertThat(boxes.run(listed, mirror)).isEqualTo("ok\n");
    boxes.reopen();
    assertThat(boxes.run(listed, mirror)).isEqualTo("ok\n");

    boxes.backend().setNetworkPolicy(listed, domains("*.example.com"));
    boxes.reopen();
    assertThat(boxes.run(listed, mirror)).contains("Could not resolve host");
  }

  private static NetworkPolicy domains(String domain) {
    return NetworkPolicy.listed(List.of(), List.of(DomainPattern.parse(domain)));
  }

  /** As the kernel does, which removes a link some time after its namespace has ended. */
  @Test
  void aLinkThatOutlivesItsSandboxKeepsNothingOnTheHost() throws IOException {
    try (TestHome home = new TestHome()) {
      String id = home.installation().value();
      try (OciBackend _ = home.open()) {
        HostCommand.of(
                "leave a link",
                "ip",
                "link",
                "add",
                "sv" + id + "0001",
                "type",
                "veth",
                "peer",
                "name",
                "sp" + id)
            .run();
      }
      assertThat(Path.of("/sys/class/net").toFile().list()).noneMatch(name -> name.contains(id));
      assertThat(HostCommand.of("list the tables", "nft", "list", "tables").run())
          .doesNotContain(id);
    }
  }

  @Test
  void theNetworkSurvivesARestartOfTheSandboxAndOfTheServer() {
    SandboxId box = boxes.start();
    boxes.backend().stop(box, Duration.ZERO);
    boxes.backend().start(box);
    boxes.reopen();

    assertThat(
            boxes.run(
                box, "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
        .isEqualTo("ok\n");
  }
}
