package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The values that operations on files answer with. */
final class FileDecoders {
  /** The longest path that comes from a guest; a deep listing exceeds the kernel's own 4,096. */
  static final int MOST_PATH = 1 << 15;

  private static final int MOST_NAME = 4096;
  private static final int MOST_LINE = 1 << 14;
  private static final int MOST_MODE = 07777;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final FileType[] TYPES = FileType.values();

  private FileDecoders() {}

  static FileStat stat(FieldReader fields) throws ProtocolViolationException {
    FileType type = type(fields.u8());
    long mode = fields.u32();
    if (mode > MOST_MODE) {
      throw new ProtocolViolationException("a mode of " + Long.toOctalString(mode));
    }
    return new FileStat(
        type,
        (int) mode,
        fields.u32(),
        fields.u32(),
        fields.u64(),
        modified(fields),
        fields.i64(),
        fields.u32(),
        fields.line(MOST_NAME),
        fields.line(MOST_NAME),
        linkTarget(fields, type));
  }

  static FileOutput.Written written(FieldReader fields) throws ProtocolViolationException {
    return new FileOutput.Written(fields.u64(), stat(fields));
  }

  static DirectoryEntry entry(FieldReader fields) throws ProtocolViolationException {
    GuestPath path = path(fields);
    if (path.isAbsolute() || path.climbs()) {
      throw new ProtocolViolationException("an entry outside its directory");
    }
    return new DirectoryEntry(path, stat(fields));
  }

  static FoundLine found(FieldReader fields) throws ProtocolViolationException {
    GuestPath path = path(fields);
    if (path.isAbsolute() || path.climbs()) {
      throw new ProtocolViolationException("a line of a file outside the search");
    }
    return new FoundLine(path, fields.u64(), fields.bytes(MOST_LINE));
  }

  static GuestPath path(FieldReader fields) throws ProtocolViolationException {
    return path(fields.bytes(MOST_PATH));
  }

  private static GuestPath path(byte[] bytes) throws ProtocolViolationException {
    try {
      return GuestPath.of(bytes);
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException("a path that is empty or has a zero byte");
    }
  }

  static GuestUser user(FieldReader fields) throws ProtocolViolationException {
    return new GuestUser(
        fields.u32(), fields.u32(), fields.line(MOST_NAME), path(fields), path(fields));
  }

  private static FileType type(int code) throws ProtocolViolationException {
    if (code < 1 || code > TYPES.length) {
      throw new ProtocolViolationException("an unknown type of file: " + code);
    }
    return TYPES[code - 1];
  }

  private static Instant modified(FieldReader fields) throws ProtocolViolationException {
    long seconds = fields.i64();
    long nanos = fields.u32();
    if (nanos >= NANOS_PER_SECOND) {
      throw new ProtocolViolationException("a time with " + nanos + " nanoseconds");
    }
    return Times.ofEpoch(seconds, ChronoUnit.SECONDS, nanos);
  }

  private static @Nullable GuestPath linkTarget(FieldReader fields, FileType type)
      throws ProtocolViolationException {
    byte[] target = fields.bytes(MOST_NAME);
    if (target.length == 0) {
      return null;
    }
    if (type != FileType.SYMBOLIC_LINK) {
      throw new ProtocolViolationException("a link target of what is no symbolic link");
    }
    return path(target);
  }
}
