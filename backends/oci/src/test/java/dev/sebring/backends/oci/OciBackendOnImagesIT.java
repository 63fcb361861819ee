package dev.sebring.backends.oci;

import dev.sebring.backends.oci.disk.Disks;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.Backend;
import dev.sebring.testkit.backend.BackendContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same where the kernel has no btrfs: each disk an ext4 image. */
class OciBackendOnImagesIT extends BackendContractTest {
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
    return OciBackend.open(
        new HostPaths(home.directory(), home.installation()), Disks::images, "runc");
  }

  @Override
  protected String snapshot() {
    return "default";
  }
}
