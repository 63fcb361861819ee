package dev.sebring.backends.oci;

import dev.sebring.backends.oci.disk.Disks;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.Backend;
import dev.sebring.testkit.backend.BackendContractTest;
import org.junit.jupiter.api.AfterAll;

/** The same where the kernel has no btrfs: each disk an ext4 image. */
class OciBackendOnImagesIT extends BackendContractTest {
  private static final TestHome HOME = new TestHome();

  @AfterAll
  static void removeHome() {
    HOME.close();
  }

  @Override
  protected Backend open() {
    return OciBackend.open(
        new HostPaths(HOME.directory(), HOME.installation()), Disks::images, "runc");
  }

  @Override
  protected String snapshot() {
    return "default";
  }
}
