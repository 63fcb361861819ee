package dev.sebring.backends.oci.disk;

import dev.sebring.backends.oci.host.Failures;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.HostPaths;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The volume of an installation: a sparse file with a btrfs file system with quotas, mounted in the
 * state directory as long as it is needed. Not thread-safe.
 */
final class BtrfsVolume {
  /** The volume may grow to this part of what is free when it is made. */
  private static final double SHARE_OF_FREE = 0.9;

  private static final long LEAST_BYTES = 256L << 20;

  private static final int MOST_TRIES = 3;

  private final Path file;
  private final Path mountPoint;

  BtrfsVolume(HostPaths paths) {
    this.file = file(paths);
    this.mountPoint = paths.state().resolve("volume");
  }

  static boolean existsIn(HostPaths paths) {
    return Files.exists(file(paths));
  }

  private static Path file(HostPaths paths) {
    return paths.state().resolve("volume.btrfs");
  }

  /** The root directory of the volume, root only. */
  Path root() {
    return mountPoint;
  }

  /** Makes the volume if it is missing, and mounts it unless it is mounted. */
  void open() {
    try {
      if (!Files.exists(file)) {
        make();
      }
      if (!isMounted()) {
        Files.createDirectories(mountPoint);
        mount();
        Files.setPosixFilePermissions(mountPoint, PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw Failures.of("open the volume " + file, e);
    }
  }

  private void make() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    long free = Files.getFileStore(file.getParent()).getUsableSpace();
    try (RandomAccessFile sparse = new RandomAccessFile(fresh.toFile(), "rw")) {
      sparse.setLength(Math.max(LEAST_BYTES, (long) (free * SHARE_OF_FREE)));
    }
    HostCommand.of("make the volume " + file, "mkfs.btrfs", "--quiet", fresh.toString()).run();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A device that was about to be taken apart may vanish before it is mounted: then another. */
  private void mount() {
    int tries = 1;
    while (!mounted(device(), tries == MOST_TRIES)) {
      tries++;
    }
    HostCommand.of("switch quotas on", "btrfs", "quota", "enable", mountPoint.toString()).run();
  }

  private boolean mounted(String device, boolean orThrow) {
    try {
      HostCommand mount =
          HostCommand.of(
              "mount the volume " + file,
              "mount",
              "-t",
              "btrfs",
              "-o",
              "noatime,nosuid,nodev,discard=async",
              device,
              mountPoint.toString());
      if (orThrow) {
        mount.run();
      }
      return orThrow || mount.outcome().exitCode() == 0;
    } finally {
      // Of a mounted device: the kernel takes it apart when its last user is gone.
      HostCommand.of("let go of " + device, "losetup", "--detach", device).outcome();
    }
  }

  /**
   * The loop device of the file. There is one already while a sandbox runs from an unmounted
   * volume, and a second one would be a second, conflicting mount of the same blocks.
   */
  private String device() {
    String present =
        HostCommand.of(
                "look for the volume's loop device",
                "losetup",
                "--noheadings",
                "--output",
                "NAME",
                "--associated",
                file.toString())
            .run()
            .strip();
    if (!present.isEmpty()) {
      return present.lines().findFirst().orElseThrow();
    }
    return HostCommand.of(
            "make a loop device of " + file,
            "losetup",
            "--find",
            "--show",
            "--direct-io=on",
            file.toString())
        .run()
        .strip();
  }

  boolean isMounted() {
    return HostCommand.of("look for a mount", "mountpoint", "--quiet", mountPoint.toString())
            .outcome()
            .exitCode()
        == 0;
  }

  void unmount() {
    if (isMounted()) {
      HostCommand.of("unmount the volume", "umount", mountPoint.toString()).run();
    }
  }
}
