package dev.sebring.backends.oci.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a volume of its own. Needs root, and a kernel with btrfs. */
class BtrfsDisksIT {
  private final SandboxId id = SandboxId.random();
  @TempDir private Path directory;
  private HostPaths paths;
  private Disks disks;

  @BeforeEach
  void aDisk() {
    assumeThat(Filesystems.kernelHas("btrfs")).isTrue();
    paths = new HostPaths(directory, InstallationId.random());
    paths.make();
    disks = BtrfsDisks.open(paths);
    disks.make(id, ByteSize.ofMib(8));
  }

  @AfterEach
  void nothingIsMounted() {
    if (disks != null) {
      disks.release();
      paths.removeIdle();
    }
  }

  @Test
  void writingStopsAtTheLimit() throws IOException {
    Path disk = disks.get(id).path();
    Files.write(disk.resolve("small"), new byte[4 << 20]);

    assertThatIOException()
        .isThrownBy(() -> Files.write(disk.resolve("large"), new byte[8 << 20]))
        .withMessageContaining("quota");
  }

  @Test
  void aDiskGoesWithAllThatIsOnIt() throws IOException {
    Files.writeString(
        Files.createDirectories(disks.get(id).path().resolve("a/b")).resolve("file"), "text");

    disks.remove(id);

    assertThat(disks.all()).isEmpty();
  }

  @Test
  void aRefusalSaysWhatWasTriedWhereAndWhy() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> disks.make(id, ByteSize.ofMib(8)))
        .withMessage(
            "could not make the subvolume %s in %s: File exists",
            id, disks.get(id).path().getParent());
  }
}
