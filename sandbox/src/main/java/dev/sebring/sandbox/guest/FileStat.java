package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox's kernel says of a file. Immutable and thread-safe.
 *
 * @param mode permission bits, 0 to 07777
 * @param size in bytes
 * @param modified a time beyond what {@link Instant} holds is its nearest end
 * @param links names that the file has
 * @param owner name, or the decimal id where it has none
 * @param group name, or the decimal id where it has none
 * @param linkTarget of a symbolic link, as stored; null for anything else
 */
public record FileStat(
    FileType type,
    int mode,
    long uid,
    long gid,
    long size,
    Instant modified,
    long inode,
    long links,
    String owner,
    String group,
    @Nullable GuestPath linkTarget) {
  public FileStat {
    requireNonNull(type, "type");
    requireNonNull(modified, "modified");
    requireNonNull(owner, "owner");
    requireNonNull(group, "group");
  }

  public boolean isDirectory() {
    return type == FileType.DIRECTORY;
  }

  public boolean isFile() {
    return type == FileType.FILE;
  }
}
