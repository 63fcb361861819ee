package dev.sebring.backends.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.runtime.HostProcess;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is killed, or ends by itself, leaves nothing that is in the way. */
class RecoveryIT {
  /** As one is that is ending: its process is there for a while yet. */
  @Test
  void aSandboxWhoseGuestListensNoMoreIsStartedAnew() throws Exception {
    try (Boxes boxes = new Boxes()) {
      SandboxId id = boxes.start();
      boxes.run(id, "echo kept > file");
      HostProcess first = boxes.process(id);
      Files.delete(boxes.socket(id));

      boxes.backend().start(id);

      assertThat(first.awaitEnd(Boxes.LONG)).isTrue();
      assertThat(boxes.run(id, "cat file")).isEqualTo("kept\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 110, 230})
  void whatAKilledServerLeavesIsFoundAndRemoved(int millis) throws Exception {
    try (TestHome home = new TestHome()) {
      home.open().close();
      Process server = startAndDeleteForEver(home);
      assertThat(server.inputReader().readLine()).isEqualTo("working");
      server.waitFor(millis, TimeUnit.MILLISECONDS);
      server.destroyForcibly().waitFor();

      try (OciBackend backend = home.open()) {
        backend.removeLeftovers(List.of());

        assertThat(backend.list()).isEmpty();
        assertThat(backend.leftovers(List.of())).isEmpty();
      }
      assertThat(tracesOf(home.installation())).isEmpty();
    }
  }

  private static Process startAndDeleteForEver(TestHome home) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Server.class.getName(),
            home.directory().toString(),
            home.installation().value())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Lines of the host's tables that carry the installation's id. */
  private static List<String> tracesOf(InstallationId installation) throws IOException {
    String all =
        Files.readString(Path.of("/proc/self/mounts"))
            + HostCommand.of("list links", "ip", "-o", "link").run()
            + HostCommand.of("list tables", "nft", "list", "tables").run()
            + HostCommand.of("list groups", "find", "/sys/fs/cgroup", "-maxdepth", "3").run()
            + HostCommand.of("list names", "find", "/run/sebring", "-ls").run();
    return all.lines().filter(line -> line.contains(installation.value())).toList();
  }

  /** What is killed. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) {
      OciBackend backend = OciBackend.open(Path.of(arguments[0]), new InstallationId(arguments[1]));
      System.out.println("working");
      while (true) {
        SandboxId id = SandboxId.random();
        backend.create(
            new SandboxSpec(id, "default", Map.of(), Resources.DEFAULT, NetworkPolicy.PUBLIC));
        backend.start(id);
        backend.stop(id, Duration.ZERO);
        backend.delete(id);
      }
    }
  }
}
