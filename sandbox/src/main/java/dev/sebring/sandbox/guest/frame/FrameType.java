package dev.sebring.sandbox.guest.frame;

/** The kinds of frames. Immutable. */
public enum FrameType {
  HELLO(1),
  REQUEST(2),
  STARTED(3),
  DATA(4),
  EOF(5),
  CREDIT(6),
  GAP(7),
  DONE(8),
  ERROR(9),
  CANCEL(10);

  /** The longest payload of a REQUEST, in bytes. */
  public static final int MAX_REQUEST = 1 << 20;

  /** The longest payload of any other frame, in bytes. */
  public static final int MAX_PAYLOAD = 1 << 16;

  /** The most data bytes in one DATA frame, after its stream byte. */
  public static final int MAX_DATA = MAX_PAYLOAD - 1;

  private static final FrameType[] BY_CODE = values();

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  /** The byte on the wire. */
  public int code() {
    return code;
  }

  /** The longest payload, in bytes. */
  public int maxLength() {
    return this == REQUEST ? MAX_REQUEST : MAX_PAYLOAD;
  }

  static FrameType of(int code) throws ProtocolViolationException {
    if (code < 1 || code > BY_CODE.length) {
      throw new ProtocolViolationException("an unknown frame type: " + code);
    }
    return BY_CODE[code - 1];
  }
}
