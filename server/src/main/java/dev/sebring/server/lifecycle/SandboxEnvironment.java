package dev.sebring.server.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.SandboxSpec;
import dev.sebring.server.store.SandboxRecord;
import java.util.HashMap;
import java.util.Map;

/**
 * What every sandbox finds in its environment (contract 6.11), laid under what its creator asked
 * for. Immutable and thread-safe.
 *
 * @param organizationId of the one organization
 */
public record SandboxEnvironment(String organizationId) {
  /**
   * Our addition to the wire: a label that names what the sandbox is run by, one of {@link
   * dev.sebring.sandbox.Backend#runtimes}. It counts when the sandbox is made, and not afterwards.
   */
  static final String RUNTIME_LABEL = "sebring/runtime";

  public SandboxEnvironment {
    requireNonNull(organizationId, "organizationId");
  }

  SandboxSpec spec(SandboxRecord sandbox) {
    Map<String, String> env = new HashMap<>();
    env.put("DAYTONA_SANDBOX_ID", sandbox.id().value());
    env.put("DAYTONA_SANDBOX_SNAPSHOT", sandbox.snapshot());
    env.put("DAYTONA_SANDBOX_USER", sandbox.user());
    env.put("DAYTONA_ORGANIZATION_ID", organizationId);
    env.put("DAYTONA_REGION_ID", sandbox.target());
    env.putAll(sandbox.env());
    return new SandboxSpec(
        sandbox.id(),
        sandbox.snapshot(),
        env,
        sandbox.resources(),
        sandbox.network(),
        sandbox.labels().get(RUNTIME_LABEL));
  }
}
