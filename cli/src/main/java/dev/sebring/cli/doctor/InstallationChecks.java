package dev.sebring.cli.doctor;

import dev.sebring.server.state.RunningServer;
import dev.sebring.server.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** What Sebring has on this host already. */
final class InstallationChecks {
  private InstallationChecks() {}

  static Finding server(Host host) {
    String about = "server";
    try {
      Optional<RunningServer> server = StateDirectory.read(host.stateDirectory());
      return server
          .filter(running -> ProcessHandle.of(running.pid()).isPresent())
          .map(running -> Finding.ok(about, "runs at " + running))
          .orElseGet(() -> Finding.ok(about, "none runs; the first that needs it starts it"));
    } catch (IOException e) {
      return Files.isReadable(host.stateDirectory())
          ? Finding.less(about, String.valueOf(e.getMessage()), "")
          : Finding.ok(about, "only root can see whether one runs");
    }
  }
}
