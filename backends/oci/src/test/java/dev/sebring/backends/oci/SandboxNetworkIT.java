package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.network.PackageMirror;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a sandbox reaches. Needs package indexes, as the build of the default snapshot does. */
class SandboxNetworkIT {
  private static final Boxes BOXES = new Boxes();
  private static final SandboxId BOX = BOXES.start();

  @AfterAll
  static void close() {
    BOXES.close();
  }

  @Test
  void pipInstallsWithoutFlags() {
    assertThat(BOXES.run(BOX, "pip install cowsay && cowsay -t works")).contains("works");
    assertThat(BOXES.run(BOX, "sudo pip install six && python3 -c 'import six; print(1)'"))
        .endsWith("1\n");
  }

  @Test
  void npmInstallsIntoTheDirectoryAndForTheUser() {
    assertThat(BOXES.run(BOX, "npm install left-pad && node -p 'require(\"left-pad\")(1, 3)'"))
        .endsWith("  1\n");
    assertThat(BOXES.run(BOX, "npm install -g semver && semver 1.2.3")).endsWith("1.2.3\n");
    assertThat(BOXES.run(BOX, "sudo npm install -g json5 && type -p json5"))
        .endsWith("/usr/local/bin/json5\n");
  }

  @Test
  void programsTrustTheAuthoritiesThatTheHostTrusts() {
    String url = BOXES.run(BOX, "npm config get registry").strip() + "left-pad";
    assertThat(BOXES.run(BOX, "curl -fsSo /dev/null " + url + " && echo ok")).isEqualTo("ok\n");
    assertThat(BOXES.run(BOX, "node -e 'fetch(\"" + url + "\").then(r => console.log(r.status))'"))
        .isEqualTo("200\n");
    assertThat(
            BOXES.run(
                BOX,
                "python3 -c 'import urllib.request as u; print(u.urlopen(\""
                    + url
                    + "\").status)'"))
        .isEqualTo("200\n");
    assertThat(
            BOXES.run(
                BOX,
                "sudo update-ca-certificates -f >/dev/null 2>&1; curl -fsSo /dev/null "
                    + url
                    + " && echo ok"))
        .isEqualTo("ok\n");
  }

  @Test
  void theHostAndOtherSandboxesAreOutOfReach() {
    SandboxId other = BOXES.start();
    String address = BOXES.run(other, "hostname -I").strip();
    BOXES.run(other, "(python3 -m http.server 8000 >/dev/null 2>&1 &) ; sleep 1");
    assertThat(
            BOXES.run(other, "curl -fsSo /dev/null --max-time 5 http://127.0.0.1:8000 && echo ok"))
        .isEqualTo("ok\n");

    assertThat(BOXES.run(BOX, "curl -sS --max-time 2 http://" + address + ":8000"))
        .contains("[exit");
    assertThat(BOXES.run(BOX, "curl -sS --max-time 2 http://169.254.169.254/")).contains("[exit");
  }

  @Test
  void aBlockedSandboxReachesNothingButItself() {
    SandboxId blocked = BOXES.start(Resources.DEFAULT, NetworkPolicy.BLOCKED);
    assertThat(BOXES.run(blocked, "curl -sS --max-time 3 " + PackageMirror.url()))
        .contains("[exit");
    assertThat(BOXES.run(blocked, "getent hosts " + PackageMirror.host())).contains("[exit");

    BOXES.backend().setNetworkPolicy(blocked, NetworkPolicy.PUBLIC);

    assertThat(
            BOXES.run(
                blocked,
                "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
        .isEqualTo("ok\n");
  }

  @Test
  void theNetworkSurvivesARestartOfTheSandboxAndOfTheServer() {
    SandboxId box = BOXES.start();
    BOXES.backend().stop(box, Duration.ZERO);
    BOXES.backend().start(box);
    BOXES.reopen();

    assertThat(
            BOXES.run(
                box, "curl -fsSo /dev/null --max-time 20 " + PackageMirror.url() + " && echo ok"))
        .isEqualTo("ok\n");
  }
}
