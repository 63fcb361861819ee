package dev.sebring.sandbox.guest.frame;

/**
 * The eight bytes before a payload: {@code u8 type}, {@code u24 length}, {@code u32 channel},
 * big-endian. Immutable and thread-safe.
 *
 * @param length of the payload in bytes, not more than the type allows
 * @param channel 0 for HELLO only
 */
record FrameHeader(FrameType type, int length, long channel) {
  static final int SIZE = 8;
  static final long MAX_CHANNEL = 0xffff_ffffL;

  /** Checks everything that a header can say wrong, before any byte of the payload is read. */
  static FrameHeader decode(byte[] header) throws ProtocolViolationException {
    FrameType type = FrameType.of(header[0] & 0xff);
    int length = (header[1] & 0xff) << 16 | (header[2] & 0xff) << 8 | (header[3] & 0xff);
    if (length > type.maxLength()) {
      throw new ProtocolViolationException(
          type + " of " + length + " bytes, more than " + type.maxLength());
    }
    long channel =
        (header[4] & 0xffL) << 24
            | (header[5] & 0xffL) << 16
            | (header[6] & 0xffL) << 8
            | (header[7] & 0xffL);
    if ((type == FrameType.HELLO) != (channel == 0)) {
      throw new ProtocolViolationException(type + " on channel " + channel);
    }
    return new FrameHeader(type, length, channel);
  }

  byte[] encode() {
    return new byte[] {
      (byte) type.code(),
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length,
      (byte) (channel >> 24),
      (byte) (channel >> 16),
      (byte) (channel >> 8),
      (byte) channel
    };
  }
}
