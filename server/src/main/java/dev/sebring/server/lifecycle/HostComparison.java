package dev.sebring.server.lifecycle;

import dev.sebring.api.HostDifference;
import dev.sebring.sandbox.Backend;
import dev.sebring.sandbox.BackendSandbox;
import dev.sebring.sandbox.Leftover;
import dev.sebring.sandbox.SandboxId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares a host with a store. Reads only. */
public final class HostComparison {
  private HostComparison() {}

  /**
   * What the two do not agree about; empty if they agree.
   *
   * @param stored the sandboxes of the store
   */
  public static List<HostDifference> between(Backend backend, Collection<SandboxId> stored) {
    Set<SandboxId> onHost = new HashSet<>();
    for (BackendSandbox sandbox : backend.list()) {
      onHost.add(sandbox.id());
    }
    List<HostDifference> differences = new ArrayList<>();
    for (SandboxId id : stored) {
      if (!onHost.contains(id)) {
        differences.add(new HostDifference("sandbox", id.value(), "store"));
      }
    }
    for (SandboxId id : onHost) {
      if (!stored.contains(id)) {
        differences.add(new HostDifference("sandbox", id.value(), "host"));
      }
    }
    for (Leftover leftover : backend.leftovers(stored)) {
      differences.add(new HostDifference(leftover.kind(), leftover.name(), "host"));
    }
    return List.copyOf(differences);
  }
}
