package dev.sebring.sandbox.guest;

import dev.sebring.sandbox.guest.frame.FieldReader;
import dev.sebring.sandbox.guest.frame.ProtocolViolationException;
import dev.sebring.sandbox.guest.frame.TruncatedException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Takes records out of data that is split anywhere. It keeps less than one record and one piece,
 * and looks at a record again only when the field that was cut can be complete, so that a guest
 * which sends single bytes makes it slow only in proportion. Not thread-safe.
 */
final class RecordReader<T> {
  private static final int MOST_RECORD = 1 << 17;

  private final Decoder<T> decoder;
  private final long most;
  private final long mostBytes;
  private byte[] buffer = new byte[1024];
  private int start;
  private int end;
  private int needed;
  private long count;
  private long bytes;

  /**
   * @param most more records are a violation
   * @param mostBytes more bytes of records are a violation
   */
  RecordReader(Decoder<T> decoder, long most, long mostBytes) {
    this.decoder = decoder;
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /**
   * Gives every record that is complete now to {@code consumer}, until it answers false. Returns
   * its last answer.
   */
  boolean read(byte[] piece, Predicate<T> consumer) throws ProtocolViolationException {
    bytes += piece.length;
    if (bytes > mostBytes) {
      throw new ProtocolViolationException("more than " + mostBytes + " bytes of records");
    }
    add(piece);
    while (end > start && end - start >= needed) {
      FieldReader fields = new FieldReader(buffer, start, end - start);
      T record;
      try {
        record = decoder.read(fields);
      } catch (TruncatedException e) {
        needed = end - start + e.missing();
        break;
      }
      needed = 0;
      start = end - fields.left();
      if (++count > most) {
        throw new ProtocolViolationException("more than the " + most + " records asked for");
      }
      if (!consumer.test(record)) {
        return false;
      }
    }
    if (needed > MOST_RECORD) {
      throw new ProtocolViolationException("a record of more than " + MOST_RECORD + " bytes");
    }
    return true;
  }

  /** Checks that nothing is left of a record, and that the guest has counted as many. */
  void end(long expected) throws ProtocolViolationException {
    if (end > start) {
      throw new ProtocolViolationException("a record without its end");
    }
    if (expected != count) {
      throw new ProtocolViolationException(count + " records where DONE says " + expected);
    }
  }

  private void add(byte[] piece) {
    if (end + piece.length > buffer.length) {
      int used = end - start;
      int size = Math.max(buffer.length, 2 * (used + piece.length));
      buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, start, end), size);
      start = 0;
      end = used;
    }
    System.arraycopy(piece, 0, buffer, end, piece.length);
    end += piece.length;
  }
}
