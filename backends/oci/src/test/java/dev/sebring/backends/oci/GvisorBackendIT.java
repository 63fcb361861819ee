package dev.sebring.backends.oci;

import dev.sebring.sandbox.Backend;
import dev.sebring.testkit.backend.BackendContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What every backend must do, with gVisor as the runtime: all of it, without exception. */
class GvisorBackendIT extends BackendContractTest {
  private static TestHome home;

  @BeforeAll
  static void makeHome() {
    home = new TestHome();
  }

  @AfterAll
  static void removeHome() {
    home.close();
  }

  @Override
  protected Backend open() {
    return OciBackend.open(home.directory(), home.installation(), "runsc");
  }

  @Override
  protected String snapshot() {
    return "default";
  }
}
