package dev.sebring.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.runtime.Introduction;
import dev.sebring.backends.oci.runtime.Launcher;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.UnixSocketStream;
import dev.sebring.sandbox.guest.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A way to sandboxes past their server, as whoever has the host has it. Needs root. */
final class BehindTheServer {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final HostPaths paths;
  private final Launcher launcher;

  BehindTheServer(Path home, InstallationId installation) {
    this.paths = new HostPaths(home, installation);
    this.launcher = Launcher.install(paths);
  }

  /** A connection of our own to a guest. */
  Guest guest(SandboxId id) throws IOException {
    boolean ofRunc = Files.exists(paths.record(id).resolve("state.json"));
    return Guest.connect(
        ofRunc
            ? UnixSocketStream.connect(paths.socket(id))
            : Introduction.to(paths.socket(id), paths.meeting(id), launcher),
        LONG);
  }

  /** Kills process 1, or what runs it. Returns when it has ended. */
  void kill(SandboxId id) throws IOException {
    Path group = Path.of("/sys/fs/cgroup/pids" + paths.cgroup(), id.value(), "cgroup.procs");
    List<ProcessHandle> all =
        Files.readAllLines(group).stream()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .toList();
    assertThat(all).isNotEmpty();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
