package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Docker daemon on the same host, whose FORWARD policy drops what it does not know. The host is a
 * network namespace, so that nobody else's traffic is dropped. Where {@code dockerd} is installed
 * it runs there for real; the rules that one wrote are tried everywhere. Needs root and iptables.
 */
class BesideDockerIT {
  private final InstallationId installation = InstallationId.random();
  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir private Path directory;
  private Namespace host;
  private Namespace.Conversation conversation;

  static Stream<String> dockers() {
    return HostCommand.isInstalled("dockerd")
        ? Stream.of("recorded rules", "dockerd")
        : Stream.of("recorded rules");
  }

  @BeforeEach
  void aHost() {
    host = new Namespace("sebring-test-" + installation + "-host");
    opened.add(host);
    host.ip("link set lo up\n");
    conversation =
        host.serve(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            NetworkHost.class.getName(),
            installation.value(),
            directory.toString());
    opened.add(conversation::end);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @MethodSource("dockers")
  void sandboxesReachTheOutsideWhereDockerWasFirst(String docker) throws Exception {
    start(docker);
    assertThat(conversation.say("open")).isEqualTo("opened");
    assertThat(conversation.say("reach")).isEqualTo("connected");
    assertThat(conversation.say("withdraw")).isEqualTo("withdrawn");
    assertThat(conversation.say("reach")).isNotEqualTo("connected");
    assertThat(host.run("iptables", "-S")).doesNotContain(installation.value());
  }

  @ParameterizedTest
  @MethodSource("dockers")
  void sandboxesReachTheOutsideWhereDockerComesLater(String docker) throws Exception {
    assertThat(conversation.say("open")).isEqualTo("opened");
    assertThat(conversation.say("reach")).isEqualTo("connected");
    start(docker);
    assertThat(host.run("iptables", "-S", "FORWARD")).contains("-P FORWARD DROP");
    assertThat(conversation.say("reach")).isEqualTo("connected");
  }

  private void start(String docker) throws IOException, InterruptedException {
    if (docker.equals("dockerd")) {
      startDaemon();
      return;
    }
    try (InputStream rules = getClass().getResourceAsStream("docker-20.10.rules")) {
      host.feed(
          new String(rules.readAllBytes(), StandardCharsets.UTF_8),
          "iptables-restore",
          "--noflush");
    }
  }

  /** Not by ip netns exec, which would hide the control groups from it. */
  private void startDaemon() throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("sbdocker");
    Path socket = home.resolve("docker.sock");
    Process daemon =
        new ProcessBuilder(
                "nsenter",
                "--net=" + host.path(),
                "dockerd",
                "--data-root=" + home.resolve("data"),
                "--exec-root=" + home.resolve("run"),
                "--pidfile=" + home.resolve("pid"),
                "--host=unix://" + socket)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    opened.add(() -> {
      daemon.destroy();
      assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).isTrue();
      Trees.remove(home);
    });
    while (!Files.exists(socket)) {
      assertThat(daemon.isAlive()).as(Files.readString(home.resolve("log"))).isTrue();
      daemon.waitFor(50, TimeUnit.MILLISECONDS);
    }
    while (!host.run("iptables", "-S").contains("-P FORWARD DROP")) {
      assertThat(daemon.isAlive()).isTrue();
      daemon.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }
}
