package dev.sebring.testkit.backend;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.Backend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every backend must do, as tests: extend it, say how to open the backend and what it cannot
 * do. Each test makes its own sandboxes and deletes them, also when it fails.
 */
@Timeout(120)
public abstract class BackendContractTest
    implements LifeCycleContract,
        ProcessContract,
        KillContract,
        OutputContract,
        FileContract,
        PortContract {
  private @Nullable Sandboxes sandboxes;

  /** A new object on the same state directory each time, as after a restart of the server. */
  protected abstract Backend open();

  /** The snapshot to test with: it has a POSIX shell, coreutils, bash and python3. */
  protected abstract String snapshot();

  /**
   * Whether the backend promises this. The tests of what it does not promise are skipped, and say
   * so on standard output.
   */
  protected boolean can(Promise promise) {
    return true;
  }

  @Override
  public final Sandboxes sandboxes() {
    return requireNonNull(sandboxes, "sandboxes");
  }

  @BeforeEach
  final void openBackend() {
    sandboxes = new Sandboxes(this::open, snapshot(), this::can);
    sandboxes.open();
  }

  @AfterEach
  final void deleteSandboxes() {
    sandboxes().close();
  }
}
