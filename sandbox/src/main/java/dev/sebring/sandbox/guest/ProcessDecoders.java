package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/** The values that operations on processes answer with. */
final class ProcessDecoders {
  private static final int MERGE = 1;
  private static final int TTY = 4;
  private static final int KEEP = 8;
  private static final int ALL_FLAGS = 15;
  private static final int MEMORY_LIMIT = 1;
  private static final int PROCESS_LIMIT = 2;
  private static final int ALL_LIMITS = 3;
  private static final int MOST_LABEL = 16_384;
  private static final int MOST_PROGRAM = 4096;
  private static final int MOST_SIGNAL = 64;

  private ProcessDecoders() {}

  static ProcessId id(FieldReader fields) throws ProtocolViolationException {
    long id = fields.u64();
    if (id == 0) {
      throw new ProtocolViolationException("a process with the id 0");
    }
    return new ProcessId(id);
  }

  static Duration uptime(FieldReader fields) throws ProtocolViolationException {
    return Duration.ofMillis(fields.u64());
  }

  static ExitStatus exit(FieldReader fields) throws ProtocolViolationException {
    int state = fields.u8();
    long value = fields.u32();
    long logEnd = logOffset(fields);
    if (state == 0 && value == 0) {
      return new ExitStatus.Running(logEnd);
    }
    if (state == 1 && value <= 255) {
      return new ExitStatus.Exited((int) value, logEnd);
    }
    if (state == 2 && value >= 1 && value <= MOST_SIGNAL) {
      return new ExitStatus.Signalled((int) value, logEnd);
    }
    throw new ProtocolViolationException("an exit record of state " + state + ", value " + value);
  }

  static long logOffset(FieldReader fields) throws ProtocolViolationException {
    long offset = fields.u64();
    if (offset > ReceiveQueue.MOST_BYTES) {
      throw new ProtocolViolationException("an offset no log can have: " + offset);
    }
    return offset;
  }

  static Set<ReachedLimit> limits(FieldReader fields) throws ProtocolViolationException {
    int flags = fields.u8();
    if (flags > ALL_LIMITS) {
      throw new ProtocolViolationException("unknown limits: " + flags);
    }
    Set<ReachedLimit> reached = EnumSet.noneOf(ReachedLimit.class);
    if ((flags & MEMORY_LIMIT) != 0) {
      reached.add(ReachedLimit.MEMORY);
    }
    if ((flags & PROCESS_LIMIT) != 0) {
      reached.add(ReachedLimit.PROCESSES);
    }
    return reached;
  }

  static ProcessRecord record(FieldReader fields) throws ProtocolViolationException {
    ProcessId id = id(fields);
    long pid = fields.u32();
    int flags = fields.u16();
    if (flags > ALL_FLAGS) {
      throw new ProtocolViolationException("a process with the flags " + flags);
    }
    return new ProcessRecord(
        id,
        pid,
        (flags & (MERGE | TTY)) != 0,
        (flags & TTY) != 0,
        (flags & KEEP) != 0,
        fields.u32(),
        exit(fields),
        Times.ofEpoch(fields.i64(), ChronoUnit.MILLIS, 0),
        logOffset(fields),
        logOffset(fields),
        fields.text(MOST_LABEL),
        fields.line(MOST_PROGRAM));
  }

  static GuestStats stats(FieldReader fields) throws ProtocolViolationException {
    return new GuestStats(
        fields.u32(),
        Duration.of(fields.u64(), ChronoUnit.MICROS),
        size(fields),
        size(fields),
        size(fields),
        size(fields),
        size(fields),
        size(fields),
        fields.u32());
  }

  private static ByteSize size(FieldReader fields) throws ProtocolViolationException {
    return new ByteSize(fields.u64());
  }
}
