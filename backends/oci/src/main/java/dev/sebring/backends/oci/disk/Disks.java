package dev.sebring.backends.oci.disk;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;

/** Keeps what sandboxes write, each within its limit. Implementations are thread-safe. */
public interface Disks {
  /** Makes an empty disk. */
  void make(SandboxId id, ByteSize limit);

  /** A disk that was made. */
  Disk get(SandboxId id);

  /** What is on a disk, where its own file system does not tell; empty where it does. */
  Optional<ByteSize> used(SandboxId id);

  /** Removes a disk, whatever is on it. Does nothing if there is none. */
  void remove(SandboxId id);

  /** Every sandbox that has a disk outside its own directory. */
  List<SandboxId> all();

  /** Unmounts what is mounted on the host. For when no sandbox runs. */
  void release();

  /**
   * The better of what this host can do: subvolumes of one btrfs volume, else an ext4 image each. A
   * state directory keeps what it has begun with.
   */
  static Disks ofHost(HostPaths paths) {
    if (BtrfsVolume.existsIn(paths)) {
      return BtrfsDisks.open(paths);
    }
    boolean usesImages = Ext4Disks.areUsedIn(paths);
    return !usesImages && canUseBtrfs() ? BtrfsDisks.open(paths) : new Ext4Disks(paths);
  }

  /** An ext4 image for each sandbox, whatever else this host could do. */
  static Disks images(HostPaths paths) {
    return new Ext4Disks(paths);
  }

  private static boolean canUseBtrfs() {
    return HostCommand.isInstalled("mkfs.btrfs")
        && HostCommand.isInstalled("btrfs")
        && HostCommand.isInstalled("losetup")
        && Filesystems.kernelHas("btrfs");
  }
}
