package dev.sebring.backends.oci;

import dev.sebring.sandbox.Backend;
import dev.sebring.testkit.backend.BackendContractTest;
import dev.sebring.testkit.backend.Promise;
import org.junit.jupiter.api.AfterAll;

/** What every backend must do. */
class OciBackendIT extends BackendContractTest {
  private static final TestHome HOME = new TestHome();

  @AfterAll
  static void removeHome() {
    HOME.close();
  }

  @Override
  protected Backend open() {
    return HOME.open();
  }

  @Override
  protected String snapshot() {
    return "default";
  }

  @Override
  protected boolean can(Promise promise) {
    return promise != Promise.LIMITS_DISK;
  }
}
