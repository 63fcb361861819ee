package dev.sebring.sandbox.guest;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The files of a sandbox, with the permissions of one of its users. A relative path starts at that
 * user's home.
 *
 * <p>Every call throws a {@link GuestFailure}; what the kernel refused is a {@link GuestException}
 * with its error number. Each waits at most one timeout for the guest, a stream or a listing that
 * long for each of its pieces. Thread-safe.
 */
public final class GuestFiles {
  /** The most entries that {@link #list} can be asked for. */
  public static final int MAX_LISTED = 1_000_000;

  private GuestFiles() {}

  /** The same files, with another longest wait, more than 0. */
  public GuestFiles withTimeout(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a file to read.
   *
   * @throws GuestException with {@code EISDIR} for a directory, {@code EINVAL} for what is not a
   *     regular file unless that was asked for
   */
  public FileInput read(ReadRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a file to write. Without {@link WriteOption#TRUNCATE} only what is written changes.
   *
   * @throws GuestException with {@code EISDIR} for a directory, {@code EINVAL} for what is not a
   *     regular file
   */
  public FileOutput write(WriteRequest request) {
    throw new UnsupportedOperationException();
  }

  /** What a path names; of a symbolic link, the link itself. */
  public FileStat stat(GuestPath path) {
    throw new UnsupportedOperationException();
  }

  /** What a path names, symbolic links followed. */
  public FileStat statTarget(GuestPath path) {
    throw new UnsupportedOperationException();
  }

  /**
   * The entries of a directory, without {@code .} and {@code ..}. Directories that cannot be read
   * are listed but not entered.
   *
   * @param depth 1: direct entries
   * @param most entries, 1 to {@value #MAX_LISTED}; the listing says whether there were more. It is
   *     also cut at 64 MiB of names and attributes
   */
  public Listing list(GuestPath path, int depth, int most) {
    throw new UnsupportedOperationException();
  }

  /**
   * As {@link #list} without a limit, in constant memory: the guest waits for {@code entries},
   * which may also throw to end the listing.
   */
  public void walk(GuestPath path, int depth, Consumer<DirectoryEntry> entries) {
    throw new UnsupportedOperationException();
  }

  /** Makes one directory. */
  public void mkdir(GuestPath path, int mode) {
    throw new UnsupportedOperationException();
  }

  /** Makes a directory and its missing parents. An existing directory is fine. */
  public void mkdirs(GuestPath path, int mode) {
    throw new UnsupportedOperationException();
  }

  /** Removes a file, a symbolic link (not its target), or an empty directory. */
  public void remove(GuestPath path) {
    throw new UnsupportedOperationException();
  }

  /** Removes a file or a whole directory; symbolic links are not followed. */
  public void removeTree(GuestPath path) {
    throw new UnsupportedOperationException();
  }

  /**
   * Moves a file or directory within one file system.
   *
   * @param replace an existing file; otherwise that is {@code EEXIST}
   */
  public void rename(GuestPath from, GuestPath to, boolean replace) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param mode permission bits, 0 to 07777
   */
  public void chmod(GuestPath path, int mode) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param owner name or decimal id; empty: unchanged
   * @param group name or decimal id; empty: unchanged
   */
  public void chown(GuestPath path, String owner, String group) {
    throw new UnsupportedOperationException();
  }

  /** The path with no symbolic link, {@code .} or {@code ..} in it. It must exist. */
  public GuestPath realpath(GuestPath path) {
    throw new UnsupportedOperationException();
  }
}
