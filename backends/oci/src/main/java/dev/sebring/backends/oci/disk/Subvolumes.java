package dev.sebring.backends.oci.disk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Step;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Makes, limits and removes subvolumes of btrfs, by the kernel's own interface: {@code
 * include/uapi/linux/btrfs.h}. Stateless and thread-safe.
 */
final class Subvolumes {
  /** {@code struct btrfs_ioctl_vol_args}: 8 bytes, then a name that ends with a zero. */
  private static final int NAMED_BYTES = 4096;

  private static final int NAME_AT = 8;
  private static final long CREATE = write(14, NAMED_BYTES);
  private static final long DESTROY = write(15, NAMED_BYTES);

  /** {@code struct btrfs_ioctl_qgroup_limit_args}: the group, flags, and four limits. */
  private static final int LIMIT_BYTES = 48;

  private static final int LIMIT_FLAGS_AT = 8;
  private static final int MOST_REFERRED_AT = 16;
  private static final long LIMITS_WHAT_IS_REFERRED = 1;
  private static final long LIMIT = read(43, LIMIT_BYTES);

  private static final int BTRFS = 0x94;

  private Subvolumes() {}

  private static long write(int number, int bytes) {
    return 1L << 30 | (long) bytes << 16 | BTRFS << 8 | number;
  }

  private static long read(int number, int bytes) {
    return 2L << 30 | (long) bytes << 16 | BTRFS << 8 | number;
  }

  static void create(Path directory, String name) {
    named("make the subvolume " + name, directory, name, CREATE);
  }

  /** With all that is in it, at once for who looks; the room is given back in the background. */
  static void remove(Path directory, String name) {
    named("remove the subvolume " + name, directory, name, DESTROY);
  }

  private static void named(String purpose, Path directory, String name, long request) {
    try (Step _ = Step.begin("btrfs");
        OpenDirectory parent = new OpenDirectory(purpose, directory)) {
      MemorySegment argument = parent.argument(NAMED_BYTES);
      argument.asSlice(NAME_AT).setString(0, name, UTF_8);
      parent.ioctl(purpose, request, argument);
    }
  }

  /** Counts from the first byte that is written after. Quotas must be on. */
  static void limit(Path path, ByteSize most) {
    String purpose = "limit the subvolume to " + most.bytes() + " bytes";
    try (Step _ = Step.begin("btrfs");
        OpenDirectory subvolume = new OpenDirectory(purpose, path)) {
      // Group 0 is that of the subvolume itself.
      MemorySegment argument = subvolume.argument(LIMIT_BYTES);
      argument.set(JAVA_LONG, LIMIT_FLAGS_AT, LIMITS_WHAT_IS_REFERRED);
      argument.set(JAVA_LONG, MOST_REFERRED_AT, most.bytes());
      subvolume.ioctl(purpose, LIMIT, argument);
    }
  }
}
