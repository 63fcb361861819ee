package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What to write, where. An existing file keeps its mode and owner. Immutable and thread-safe.
 *
 * @param mode permission bits of a new file, before the umask of the guest, 0 to 07777
 * @param offset where the first byte goes, 0 unless only a part is written
 */
public record WriteRequest(GuestPath path, Set<WriteOption> options, int mode, long offset) {
  /**
   * @throws IllegalArgumentException if the mode or the offset is out of range
   */
  public WriteRequest {
    requireNonNull(path, "path");
    options = Set.copyOf(options);
    if (mode < 0 || mode > 07777) {
      throw new IllegalArgumentException("mode must be 0 to 07777: " + Integer.toOctalString(mode));
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset must not be negative: " + offset);
    }
  }

  /** The whole file, made with mode 0644 if there is none, in an existing directory. */
  public static WriteRequest replace(GuestPath path) {
    return new WriteRequest(path, Set.of(WriteOption.CREATE, WriteOption.TRUNCATE), 0644, 0);
  }

  /**
   * The whole file, made with mode 0644 if there is none, and its missing parent directories with
   * it.
   */
  public static WriteRequest replaceMakingParents(GuestPath path) {
    Set<WriteOption> options =
        Set.of(WriteOption.CREATE, WriteOption.TRUNCATE, WriteOption.MAKE_PARENTS);
    return new WriteRequest(path, options, 0644, 0);
  }
}
