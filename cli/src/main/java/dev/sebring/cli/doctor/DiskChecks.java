package dev.sebring.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of sandboxes go. */
final class DiskChecks {
  private static final long GIB = 1L << 30;

  /** The default snapshot takes about one, building it another, and sandboxes want some. */
  private static final long COMFORTABLE_BYTES = 6 * GIB;

  private static final long LEAST_BYTES = 3 * GIB;

  private DiskChecks() {}

  static Finding fileSystem(Host host) {
    String about = "disk";
    if (!host.exists("dev/loop-control")) {
      return Finding.missing(
          about, "no loop devices", "Use a kernel with CONFIG_BLK_DEV_LOOP, or modprobe loop.");
    }
    if (host.hasFileSystem("btrfs")) {
      return host.command("mkfs.btrfs").isPresent()
          ? Finding.ok(about, "btrfs volumes through loop devices")
          : Finding.missing(about, "no mkfs.btrfs", "Install it.").packages("btrfs-progs");
    }
    if (host.hasFileSystem("ext4")) {
      return host.command("mkfs.ext4").isPresent()
          ? Finding.less(
              about, "ext4 volumes, for the kernel has no btrfs", "Copies of disks are slower.")
          : Finding.missing(about, "no mkfs.ext4", "Install it.").packages("e2fsprogs");
    }
    return Finding.missing(about, "neither btrfs nor ext4", "Use a kernel with one of them.");
  }

  static Finding space(Host host) {
    Path existing = host.stateDirectory().toAbsolutePath();
    while (!Files.isDirectory(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    String about = "space";
    long free;
    try {
      free = Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      return Finding.missing(
          about,
          "cannot look at " + existing + ": " + e.getMessage(),
          "Set SEBRING_HOME to another directory.");
    }
    String found = "%.1f GiB free for %s".formatted((double) free / GIB, host.stateDirectory());
    if (free < LEAST_BYTES) {
      return Finding.missing(about, found, "Make room, or set SEBRING_HOME to a larger disk.");
    }
    return free < COMFORTABLE_BYTES
        ? Finding.less(about, found, "Few sandboxes fit; set SEBRING_HOME to a larger disk.")
        : Finding.ok(about, found);
  }
}
