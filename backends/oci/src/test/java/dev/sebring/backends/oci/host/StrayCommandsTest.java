package dev.sebring.backends.oci.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that carry a command's words and only wait. */
@Timeout(60)
class StrayCommandsTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  private final InstallationId installation = InstallationId.random();
  private final HostPaths paths;

  StrayCommandsTest(@TempDir Path directory) {
    paths = new HostPaths(directory, installation);
  }

  @Test
  void aRuntimeThatStartsASandboxIsWaitedFor() throws Exception {
    requireWaitedFor("runc", "--root", paths.runtime().toString(), "run", "--detach", "id");
  }

  @Test
  void aCommandOnTheDisksIsWaitedFor() throws Exception {
    requireWaitedFor("btrfs", "subvolume", "create", paths.state().resolve("volume/id").toString());
  }

  @Test
  void theProcessesOfARunningSandboxAndOtherInstallationsAreNot() throws Exception {
    HostPaths other = new HostPaths(Path.of("/var/lib/other"), InstallationId.random());
    Process sandbox = waiting(LONG, "runsc-sandbox", "--root", paths.runtime().toString(), "boot");
    Process others = waiting(LONG, "runc", "--root", other.runtime().toString(), "--detach");
    try {
      StrayCommands.awaitEnd(paths);
      assertThat(sandbox.isAlive()).isTrue();
      assertThat(others.isAlive()).isTrue();
    } finally {
      sandbox.destroyForcibly();
      others.destroyForcibly();
    }
  }

  private void requireWaitedFor(String... words) throws IOException {
    Process stray = waiting(Duration.ofMillis(700), words);
    try {
      StrayCommands.awaitEnd(paths);
      assertThat(stray.isAlive()).isFalse();
    } finally {
      stray.destroyForcibly();
    }
  }

  /** A process with these words, once it has them. */
  private static Process waiting(Duration time, String... words) throws IOException {
    String script =
        "echo; trap 'kill $!' EXIT; sleep " + time.toMillis() / 1000.0 + " > /dev/null & wait";
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec -a \"$0\" bash -c \"$@\"");
    builder.command().add(words[0]);
    builder.command().add(script);
    for (int i = 1; i < words.length; i++) {
      builder.command().add(words[i]);
    }
    Process process = builder.start();
    process.inputReader().readLine();
    return process;
  }
}
