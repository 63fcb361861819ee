package dev.sebring.cli.doctor;

import dev.sebring.api.HostDifference;
import dev.sebring.backends.oci.OciBackend;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.lifecycle.HostComparison;
import dev.sebring.server.state.AlreadyRunningException;
import dev.sebring.server.state.RunningServer;
import dev.sebring.server.state.StateDirectory;
import dev.sebring.server.store.Database;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sandboxes of an installation as its store has them, beside what its host has.
 *
 * @param sandboxes how many the store has
 * @param differences empty if both agree
 */
record Comparison(int sandboxes, List<HostDifference> differences) {
  Comparison {
    differences = List.copyOf(differences);
  }

  /** Compares; by asking the installation's server, if it runs. */
  static Comparison of(Path home) throws IOException {
    if (!Files.exists(home.resolve("installation-id"))) {
      return new Comparison(0, List.of());
    }
    try (StateDirectory state = StateDirectory.take(home);
        Database database = Database.open(state.database());
        Backend backend = OciBackend.open(home, state.installationId())) {
      List<SandboxId> stored =
          new SandboxStore(database).all().stream().map(SandboxRecord::id).toList();
      return new Comparison(stored.size(), HostComparison.between(backend, stored));
    } catch (AlreadyRunningException e) {
      return ask(e.server());
    }
  }

  private static Comparison ask(RunningServer server) {
    DaytonaConfig config =
        DaytonaConfig.builder().apiUrl(server.url() + "/api").apiKey(server.apiKey()).build();
    try (Daytona daytona = new Daytona(config)) {
      return new Comparison(daytona.list(Map.of()).size(), daytona.hostDifferences());
    }
  }
}
