package dev.sebring.sandbox.guest.frame;

import static java.util.Objects.requireNonNull;

/**
 * One frame. Immutable as long as nobody writes to the payload, which is not copied.
 *
 * @param channel 0 for HELLO, else 1 to 2^32 - 1
 */
public record Frame(FrameType type, long channel, byte[] payload) {
  private static final byte[] NOTHING = new byte[0];

  /**
   * @throws IllegalArgumentException if the channel or the payload's length is out of range
   */
  public Frame {
    requireNonNull(type, "type");
    requireNonNull(payload, "payload");
    if (channel < 0 || channel > FrameHeader.MAX_CHANNEL || payload.length > type.maxLength()) {
      throw new IllegalArgumentException(
          type + " on channel " + channel + " with " + payload.length + " bytes");
    }
  }

  public static Frame request(long channel, Operation operation, FieldWriter fields) {
    return new Frame(FrameType.REQUEST, channel, fields.bytesAfter(operation.code()));
  }

  /** DATA with {@code length} bytes of {@code from}, copied. */
  public static Frame data(long channel, int stream, byte[] from, int offset, int length) {
    byte[] payload = new byte[length + 1];
    payload[0] = (byte) stream;
    System.arraycopy(from, offset, payload, 1, length);
    return new Frame(FrameType.DATA, channel, payload);
  }

  public static Frame eof(long channel, int stream) {
    return new Frame(FrameType.EOF, channel, new byte[] {(byte) stream});
  }

  public static Frame credit(long channel, long bytes) {
    return new Frame(FrameType.CREDIT, channel, new FieldWriter().u32(bytes).bytes());
  }

  public static Frame cancel(long channel) {
    return new Frame(FrameType.CANCEL, channel, NOTHING);
  }
}
