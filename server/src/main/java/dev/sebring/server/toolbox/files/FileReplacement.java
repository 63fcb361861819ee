package dev.sebring.server.toolbox.files;

import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.guest.Errno;
import dev.sebring.sandbox.guest.FileInput;
import dev.sebring.sandbox.guest.FileOutput;
import dev.sebring.sandbox.guest.FileStat;
import dev.sebring.sandbox.guest.FileType;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.sandbox.guest.GuestFailure;
import dev.sebring.sandbox.guest.GuestFiles;
import dev.sebring.sandbox.guest.GuestPath;
import dev.sebring.sandbox.guest.ReadRequest;
import dev.sebring.sandbox.guest.WriteOption;
import dev.sebring.sandbox.guest.WriteRequest;
import dev.sebring.server.http.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * New content for one file, made with its missing parents. Until {@link #finish} returns, the file
 * is what it was: the bytes go to a hidden file beside it, which then takes its place and its mode,
 * owner and group. A symbolic link stays and its target is written, also one that does not exist
 * yet. A file with several names, or of another owner, is overwritten from the hidden one at the
 * end. Only where the directory takes no new file, the bytes go straight into the old one.
 *
 * <p>Closing without {@code finish} leaves nothing behind. Not thread-safe.
 */
final class FileReplacement extends OutputStream {
  private static final String HIDDEN = ".sebring-upload-";
  private static final int NEW_MODE = 0644;
  private static final int MODE_KEPT = 01777;
  private static final int MOST_LINKS = 40;

  private final GuestFiles files;
  private final GuestPath target;
  private final @Nullable FileStat old;
  private final @Nullable GuestPath hidden;
  private final FileOutput out;
  private final Resources allowed;
  private boolean overwriting;
  private boolean finished;

  private FileReplacement(
      GuestFiles files,
      GuestPath target,
      @Nullable FileStat old,
      @Nullable GuestPath hidden,
      FileOutput out,
      Resources allowed) {
    this.files = files;
    this.target = target;
    this.old = old;
    this.hidden = hidden;
    this.out = out;
    this.allowed = allowed;
    this.overwriting = hidden == null;
  }

  /**
   * @param allowed what the sandbox may use, for the words of an error
   * @throws GuestException if the file cannot be written: {@code EISDIR}, {@code EACCES} and so on
   */
  static FileReplacement open(GuestFiles files, GuestPath path, Resources allowed) {
    GuestPath target = target(files, path);
    FileStat old = statIfAny(files, target);
    if (old != null) {
      // What may not be written, or is no regular file, is refused here. Nothing changes yet.
      old = files.write(new WriteRequest(target, Set.of(), 0, 0)).finish();
    }
    if (!target.lastName().toString().endsWith("/")) {
      GuestPath hidden =
          target.sibling(
              HIDDEN + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
      Set<WriteOption> fresh =
          Set.of(WriteOption.CREATE, WriteOption.MUST_NOT_EXIST, WriteOption.MAKE_PARENTS);
      int mode = old == null ? NEW_MODE : old.mode() & MODE_KEPT;
      try {
        FileOutput out = files.write(new WriteRequest(hidden, fresh, mode, 0));
        return new FileReplacement(files, target, old, hidden, out, allowed);
      } catch (GuestException e) {
        // The directory takes no new file; the old one may still be written. If not, that error
        // names the right path.
      }
    }
    FileOutput out = files.write(WriteRequest.replaceMakingParents(target));
    return new FileReplacement(files, target, old, null, out, allowed);
  }

  /** Where the links lead that a path ends in. */
  private static GuestPath target(GuestFiles files, GuestPath path) {
    FileStat stat = statIfAny(files, path);
    if (stat == null || stat.type() != FileType.SYMBOLIC_LINK) {
      return path;
    }
    try {
      return files.realpath(path);
    } catch (GuestException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
    GuestPath dangling = path;
    for (int i = 0; i < MOST_LINKS && stat != null && stat.linkTarget() != null; i++) {
      dangling = dangling.sibling(stat.linkTarget());
      stat = statIfAny(files, dangling);
    }
    return dangling;
  }

  private static @Nullable FileStat statIfAny(GuestFiles files, GuestPath path) {
    try {
      return files.stat(path);
    } catch (GuestException e) {
      if (e.errno() == Errno.ENOENT) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from) {
    write(from, 0, from.length);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    try {
      out.write(from, offset, length);
    } catch (GuestException e) {
      throw cutShort(e);
    }
  }

  /** Puts the new content in place. Does nothing the second time. */
  void finish() {
    if (finished) {
      return;
    }
    try {
      FileStat stat = out.finish();
      if (hidden != null && !(takesOver(hidden, stat) && renamed(hidden))) {
        copy(hidden);
      }
    } catch (GuestException e) {
      throw cutShort(e);
    }
    finished = true;
  }

  /** Whether the hidden file is as the old one was in all but its content. */
  private boolean takesOver(GuestPath file, FileStat stat) {
    if (old == null) {
      return true;
    }
    if (old.links() > 1) {
      return false;
    }
    try {
      if (stat.uid() != old.uid() || stat.gid() != old.gid()) {
        files.chown(file, Long.toString(old.uid()), Long.toString(old.gid()));
      }
      if (stat.mode() != (old.mode() & MODE_KEPT)) {
        files.chmod(file, old.mode() & MODE_KEPT);
      }
      return true;
    } catch (GuestException e) {
      return false;
    }
  }

  /** Not over what something is mounted on, for example. */
  private boolean renamed(GuestPath file) {
    try {
      files.rename(file, target, true);
      return true;
    } catch (GuestException e) {
      return false;
    }
  }

  private void copy(GuestPath file) {
    overwriting = true;
    try (FileInput in = files.read(ReadRequest.all(file));
        FileOutput over = files.write(WriteRequest.replace(target))) {
      in.transferTo(over);
      over.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.remove(file);
  }

  private ApiException cutShort(GuestException e) {
    ApiException why = FileFailures.of(e, allowed);
    String state =
        overwriting
            ? "; a part of the new content is there, the old content is not"
            : old == null ? "; no file was made" : "; the file is as it was before";
    String text =
        hidden == null
            ? why.text()
            : why.text().replace(hidden.lastName().toString(), target.lastName().toString());
    return new ApiException(why.status(), why.code(), text + state, e);
  }

  @Override
  public void close() {
    out.close();
    if (hidden != null && !finished) {
      try {
        files.remove(hidden);
      } catch (GuestFailure e) {
        // It is gone already, or the whole sandbox is.
      }
    }
  }
}
