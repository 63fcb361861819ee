package dev.sebring.cli.doctor;

import dev.sebring.backends.oci.OciBackend;
import dev.sebring.client.Daytona;
import dev.sebring.client.DaytonaConfig;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.server.state.AlreadyRunningException;
import dev.sebring.server.state.RunningServer;
import dev.sebring.server.state.StateDirectory;
import dev.sebring.server.store.Database;
import dev.sebring.server.store.SandboxRecord;
import dev.sebring.server.store.SandboxStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sandboxes of an installation as its store has them, beside what its host has.
 *
 * @param sandboxes how many the store has
 * @param differences empty if both agree
 */
record Comparison(int sandboxes, List<Difference> differences) {
  Comparison {
    differences = List.copyOf(differences);
  }

  /** Compares; the store through its server, if one runs. */
  static Comparison of(Path home) throws IOException {
    if (!Files.exists(home.resolve("installation-id"))) {
      return new Comparison(0, List.of());
    }
    try (StateDirectory state = StateDirectory.take(home);
        Database database = Database.open(state.database())) {
      Set<SandboxId> known =
          new SandboxStore(database)
              .all().stream().map(SandboxRecord::id).collect(Collectors.toSet());
      return compare(home, state.installationId(), known);
    } catch (AlreadyRunningException e) {
      String id = Files.readString(home.resolve("installation-id")).strip();
      return compare(home, new InstallationId(id), known(e.server()));
    }
  }

  private static Set<SandboxId> known(RunningServer server) {
    DaytonaConfig config =
        DaytonaConfig.builder().apiUrl(server.url() + "/api").apiKey(server.apiKey()).build();
    try (Daytona daytona = new Daytona(config)) {
      return daytona.list(Map.of()).stream()
          .map(sandbox -> new SandboxId(sandbox.id()))
          .collect(Collectors.toSet());
    }
  }

  private static Comparison compare(Path home, InstallationId installation, Set<SandboxId> known) {
    List<Difference> differences = new ArrayList<>();
    try (Backend backend = OciBackend.open(home, installation)) {
      Set<SandboxId> onHost =
          backend.list().stream().map(BackendSandbox::id).collect(Collectors.toSet());
      only(known, onHost).forEach(id -> differences.add(new Difference("sandbox", id, "store")));
      only(onHost, known).forEach(id -> differences.add(new Difference("sandbox", id, "host")));
      Set<SandboxId> all = new HashSet<>(known);
      all.addAll(onHost);
      backend.leftovers(all).stream()
          .map(leftover -> new Difference(leftover.kind(), leftover.name(), "host"))
          .forEach(differences::add);
    }
    return new Comparison(known.size(), differences);
  }

  private static List<String> only(Set<SandboxId> these, Set<SandboxId> notThose) {
    return these.stream()
        .filter(id -> !notThose.contains(id))
        .map(id -> Objects.toString(id.value()))
        .sorted()
        .toList();
  }
}
