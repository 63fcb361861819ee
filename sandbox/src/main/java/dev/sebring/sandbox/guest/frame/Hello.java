package dev.sebring.sandbox.guest.frame;

import java.util.HexFormat;

/**
 * What a guest says first: magic "SBRG", {@code u16 version}, {@code 16 bytes boot id}, {@code
 * bytes guest version}, {@code bytes architecture}. Immutable and thread-safe.
 *
 * @param bootId 32 lower-case hexadecimal digits
 */
public record Hello(String bootId, String guestVersion, String architecture) {
  /** The protocol's version that this code speaks. */
  public static final int VERSION = 1;

  private static final byte[] MAGIC = {'S', 'B', 'R', 'G'};
  private static final int BOOT_ID_SIZE = 16;
  private static final int MOST_TEXT = 256;

  /** The host's own greeting. */
  public static Frame ofHost() {
    byte[] payload = {MAGIC[0], MAGIC[1], MAGIC[2], MAGIC[3], 0, VERSION};
    return new Frame(FrameType.HELLO, 0, payload);
  }

  /** The guest's greeting. */
  public static Hello decode(Frame frame) throws ProtocolViolationException {
    if (frame.type() != FrameType.HELLO) {
      throw new ProtocolViolationException(frame.type() + " before HELLO");
    }
    FieldReader fields = new FieldReader(frame.payload());
    String magic = HexFormat.of().formatHex(fields.exactly(MAGIC.length));
    if (!magic.equals(HexFormat.of().formatHex(MAGIC))) {
      throw new ProtocolViolationException("not a guest: it begins with " + magic);
    }
    int version = fields.u16();
    if (version != VERSION) {
      throw new ProtocolViolationException(
          "a guest of protocol version " + version + ", this host speaks " + VERSION);
    }
    String bootId = HexFormat.of().formatHex(fields.exactly(BOOT_ID_SIZE));
    Hello hello = new Hello(bootId, fields.line(MOST_TEXT), fields.line(MOST_TEXT));
    fields.end();
    return hello;
  }
}
