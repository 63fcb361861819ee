package dev.sebring.sandbox.guest.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Takes the fields of a payload one after another, big-endian, and trusts none of them: no length
 * is used before it is known to fit. Not thread-safe.
 */
public final class FieldReader {
  private final byte[] from;
  private final int end;
  private int at;

  /** All of {@code payload}. */
  public FieldReader(byte[] payload) {
    this(payload, 0, payload.length);
  }

  /** {@code length} bytes of {@code from}, which is not copied. */
  public FieldReader(byte[] from, int offset, int length) {
    this.from = from;
    this.at = offset;
    this.end = offset + length;
  }

  public int u8() throws ProtocolViolationException {
    return (int) take(1);
  }

  public int u16() throws ProtocolViolationException {
    return (int) take(2);
  }

  public long u32() throws ProtocolViolationException {
    return take(4);
  }

  /** A {@code u64} that nothing honest makes larger than 2^63 - 1: sizes, offsets, counts. */
  public long u64() throws ProtocolViolationException {
    long value = take(8);
    if (value < 0) {
      throw new ProtocolViolationException(
          "a number beyond 2^63 - 1: " + Long.toUnsignedString(value));
    }
    return value;
  }

  public long i64() throws ProtocolViolationException {
    return take(8);
  }

  /** A {@code u8} that is 0 or 1. */
  public boolean flag() throws ProtocolViolationException {
    int value = u8();
    if (value > 1) {
      throw new ProtocolViolationException("a flag that is neither 0 nor 1: " + value);
    }
    return value == 1;
  }

  /** Exactly {@code length} bytes without a length before them. */
  public byte[] exactly(int length) throws ProtocolViolationException {
    requireLeft(length);
    at += length;
    return Arrays.copyOfRange(from, at - length, at);
  }

  /** {@code u32 length}, not more than {@code most}, and so many bytes. */
  public byte[] bytes(int most) throws ProtocolViolationException {
    long length = u32();
    if (length > most) {
      throw new ProtocolViolationException("a field of " + length + " bytes, more than " + most);
    }
    return exactly((int) length);
  }

  /** {@link #bytes} as UTF-8, with U+FFFD for what is not. */
  public String text(int most) throws ProtocolViolationException {
    return new String(bytes(most), UTF_8);
  }

  /**
   * {@link #text} for people and logs: control characters become U+FFFD too, so that it is one
   * harmless line.
   */
  public String line(int most) throws ProtocolViolationException {
    return text(most)
        .codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** How many bytes are not taken yet. */
  public int left() {
    return end - at;
  }

  /** Checks that all is taken. */
  public void end() throws ProtocolViolationException {
    if (at != end) {
      throw new ProtocolViolationException(left() + " bytes after the last field");
    }
  }

  private long take(int size) throws ProtocolViolationException {
    requireLeft(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (from[at++] & 0xff);
    }
    return value;
  }

  private void requireLeft(int wanted) throws ProtocolViolationException {
    if (wanted > left()) {
      throw new TruncatedException(wanted, left());
    }
  }
}
