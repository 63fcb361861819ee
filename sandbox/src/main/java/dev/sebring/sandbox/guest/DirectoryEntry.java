package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

/**
 * One entry of a listing. Immutable and thread-safe.
 *
 * @param path relative to the listed directory, e.g. {@code src/Main.java}; never with {@code ..}
 * @param stat of the entry itself, not of what a symbolic link points to
 */
public record DirectoryEntry(GuestPath path, FileStat stat) {
  public DirectoryEntry {
    requireNonNull(path, "path");
    requireNonNull(stat, "stat");
  }
}
