package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.FieldWriter;
import dev.sebring.sandbox.guest.frame.Operation;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

  private static final Duration LONGEST_REMOVAL = Duration.ofHours(1);
  private static final long NO_LIMIT = 0;
  private static final long ALL_ONES = -1;

  private final Calls calls;
  private final String user;

  GuestFiles(Calls calls, String user) {
    this.calls = calls;
    this.user = requireNonNull(user, "user");
  }

  /** The same files, with another longest wait, more than 0. */
  public GuestFiles withTimeout(Duration timeout) {
    return new GuestFiles(new Calls(calls.connection(), timeout), user);
  }

  /**
   * Opens a file to read.
   *
   * @throws GuestException with {@code EISDIR} for a directory, {@code EINVAL} for what is not a
   *     regular file unless that was asked for
   */
  public FileInput read(ReadRequest request) {
    ChannelKind<FileStat, Long> kind =
        new ChannelKind<>(
            Operation.READ, FileDecoders::stat, FieldReader::u64, ChannelKind.STREAM_1, false);
    long length = request.length() == ReadRequest.TO_END ? ALL_ONES : request.length();
    FieldWriter fields =
        path(request.path()).u64(request.offset()).u64(length).u8(request.anyType() ? 1 : 0);
    return new FileInput(calls, calls.begin(kind, fields, "read " + request.path()));
  }

  /**
   * Opens a file to write. Without {@link WriteOption#TRUNCATE} only what is written changes.
   *
   * @throws GuestException with {@code EISDIR} for a directory, {@code EINVAL} for what is not a
   *     regular file
   */
  public FileOutput write(WriteRequest request) {
    ChannelKind<Empty, FileOutput.Written> kind =
        new ChannelKind<>(Operation.WRITE, Empty.DECODER, FileDecoders::written, 0, false);
    int flags = request.options().stream().mapToInt(WriteOption::bit).sum();
    FieldWriter fields = path(request.path()).u32(flags).u32(request.mode()).u64(request.offset());
    return new FileOutput(calls, calls.begin(kind, fields, "write " + request.path()));
  }

  /** What a path names; of a symbolic link, the link itself. */
  public FileStat stat(GuestPath path) {
    return stat(path, false);
  }

  /** What a path names, symbolic links followed. */
  public FileStat statTarget(GuestPath path) {
    return stat(path, true);
  }

  /**
   * The entries of a directory, without {@code .} and {@code ..}. Directories that cannot be read
   * are listed but not entered.
   *
   * @param depth 1: direct entries
   * @param most entries, 1 to {@value #MAX_LISTED}; the listing says whether there were more. It is
   *     also cut where it would take more than 128 MiB of memory, some 300,000 entries
   */
  public Listing list(GuestPath path, int depth, int most) {
    if (most < 1 || most > MAX_LISTED) {
      throw new IllegalArgumentException("a listing has 1 to " + MAX_LISTED + " entries: " + most);
    }
    ListingCollector entries = new ListingCollector();
    return entries.listing(list(path, depth, most, most, entries));
  }

  /**
   * As {@link #list} without a limit, in constant memory: the guest waits for {@code entries},
   * which may also throw to end the listing.
   */
  public void walk(GuestPath path, int depth, Consumer<DirectoryEntry> entries) {
    list(
        path,
        depth,
        NO_LIMIT,
        Long.MAX_VALUE,
        entry -> {
          entries.accept(entry);
          return true;
        });
  }

  /**
   * The lines that have some bytes in them, in one file or in every regular file below a directory.
   * Left out are files with a zero byte at their beginning, symbolic links, what cannot be read,
   * and {@code /proc} and {@code /sys} below the directory.
   *
   * @param needle 1 to 65,536 bytes, taken literally; with a line's end in it nothing is found
   * @param most lines, 1 or more
   * @param lines may throw to end the search
   * @return whether there were more
   * @throws GuestException with {@code EINVAL} for what is neither a file nor a directory
   */
  public boolean find(GuestPath path, byte[] needle, long most, Consumer<FoundLine> lines) {
    if (most < 1) {
      throw new IllegalArgumentException("a search has at least 1 line: " + most);
    }
    return calls.records(
        ChannelKind.records(Operation.FIND, RecordsEnd::decode),
        path(path).bytes(needle).u64(most),
        new RecordReader<>(FileDecoders::found, most, Long.MAX_VALUE),
        line -> {
          lines.accept(line);
          return true;
        },
        "search " + path);
  }

  /** Makes one directory. */
  public void mkdir(GuestPath path, int mode) {
    tell(Operation.MKDIR, path(path).u32(mode).u8(0), "make directory " + path);
  }

  /** Makes a directory and its missing parents. An existing directory is fine. */
  public void mkdirs(GuestPath path, int mode) {
    tell(Operation.MKDIR, path(path).u32(mode).u8(1), "make directories " + path);
  }

  /** Removes a file, a symbolic link (not its target), or an empty directory. */
  public void remove(GuestPath path) {
    tell(Operation.REMOVE, path(path).u8(0), "remove " + path);
  }

  /**
   * Removes a file or a whole directory; symbolic links are not followed. Waits for an hour at the
   * most, whatever the timeout: a million files take minutes.
   */
  public void removeTree(GuestPath path) {
    new Calls(calls.connection(), LONGEST_REMOVAL)
        .tell(Operation.REMOVE, path(path).u8(1), "remove all of " + path);
  }

  /**
   * Moves a file or directory within one file system.
   *
   * @param replace an existing file; otherwise that is {@code EEXIST}
   */
  public void rename(GuestPath from, GuestPath to, boolean replace) {
    FieldWriter fields = path(from).bytes(to.bytes()).u8(replace ? 1 : 0);
    tell(Operation.RENAME, fields, "move " + from + " to " + to);
  }

  /**
   * @param mode permission bits, 0 to 07777
   */
  public void chmod(GuestPath path, int mode) {
    tell(Operation.CHMOD, path(path).u32(mode), "change the mode of " + path);
  }

  /**
   * @param owner name or decimal id; empty: unchanged
   * @param group name or decimal id; empty: unchanged
   */
  public void chown(GuestPath path, String owner, String group) {
    tell(Operation.CHOWN, path(path).text(owner).text(group), "change the owner of " + path);
  }

  /** The path with no symbolic link, {@code .} or {@code ..} in it. It must exist. */
  public GuestPath realpath(GuestPath path) {
    return calls.ask(Operation.REALPATH, path(path), FileDecoders::path, "resolve " + path);
  }

  private FileStat stat(GuestPath path, boolean follow) {
    return calls.ask(
        Operation.STAT, path(path).u8(follow ? 1 : 0), FileDecoders::stat, "look at " + path);
  }

  private boolean list(
      GuestPath path, int depth, long most, long allowed, Predicate<DirectoryEntry> entries) {
    if (depth < 1) {
      throw new IllegalArgumentException("a listing has a depth of at least 1: " + depth);
    }
    return calls.records(
        ChannelKind.records(Operation.LIST, RecordsEnd::decode),
        path(path).u32(depth).u64(most),
        new RecordReader<>(FileDecoders::entry, allowed, Long.MAX_VALUE),
        entries,
        "list " + path);
  }

  private void tell(Operation operation, FieldWriter fields, String tried) {
    calls.tell(operation, fields, tried);
  }

  private FieldWriter path(GuestPath path) {
    return new FieldWriter().text(user).bytes(path.bytes());
  }
}
