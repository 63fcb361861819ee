package dev.sebring.backends.oci;

import dev.sebring.sandbox.Backend;
import dev.sebring.testkit.backend.BackendContractTest;
import org.junit.jupiter.api.AfterAll;

/** What every backend must do, with disks as this host does them best. */
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
}
