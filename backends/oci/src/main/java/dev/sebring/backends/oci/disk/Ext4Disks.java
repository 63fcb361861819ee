package dev.sebring.backends.oci.disk;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One sparse file with an ext4 file system for each sandbox, in the sandbox's directory. It is
 * mounted by the launcher for the sandbox alone, so nothing is ever mounted on the host.
 * Thread-safe.
 */
final class Ext4Disks implements Disks {
  private static final String FILE = "disk.ext4";

  private final HostPaths paths;

  Ext4Disks(HostPaths paths) {
    this.paths = paths;
  }

  static boolean areUsedIn(HostPaths paths) {
    try (Stream<Path> sandboxes = Files.list(paths.sandboxes())) {
      return sandboxes.anyMatch(sandbox -> Files.exists(sandbox.resolve(FILE)));
    } catch (IOException e) {
      throw Failures.of("read " + paths.sandboxes(), e);
    }
  }

  @Override
  public void make(SandboxId id, ByteSize limit) {
    Path file = file(id);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(limit.bytes());
    } catch (IOException e) {
      throw Failures.of("make the disk of sandbox " + id, e);
    }
    // No reserve for root: the sandbox's root is not the host's. Tables are written as they are
    // used.
    HostCommand.of(
            "make the disk of sandbox " + id,
            "mkfs.ext4",
            "-q",
            "-m",
            "0",
            "-E",
            "lazy_itable_init=1,lazy_journal_init=1,nodiscard",
            file.toString())
        .run();
  }

  @Override
  public Disk get(SandboxId id) {
    return new Disk.Image(file(id));
  }

  @Override
  public Optional<ByteSize> used(SandboxId id) {
    return Optional.empty();
  }

  @Override
  public void remove(SandboxId id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw Failures.of("remove the disk of sandbox " + id, e);
    }
  }

  /** None: a disk is in its sandbox's directory. */
  @Override
  public List<SandboxId> all() {
    return List.of();
  }

  @Override
  public void release() {}

  private Path file(SandboxId id) {
    return paths.sandbox(id).resolve(FILE);
  }
}
