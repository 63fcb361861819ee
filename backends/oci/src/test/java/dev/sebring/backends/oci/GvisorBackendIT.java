package dev.sebring.backends.oci;

import dev.sebring.sandbox.Backend;
import dev.sebring.testkit.backend.BackendContractTest;
import org.junit.jupiter.api.AfterAll;

/** What every backend must do, with gVisor as the runtime: all of it, without exception. */
class GvisorBackendIT extends BackendContractTest {
  private static final TestHome HOME = new TestHome();

  @AfterAll
  static void removeHome() {
    HOME.close();
  }

  @Override
  protected Backend open() {
    return OciBackend.open(HOME.directory(), HOME.installation(), "runsc");
  }

  @Override
  protected String snapshot() {
    return "default";
  }
}
