package dev.sebring.sandbox.guest.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Puts the fields of a payload one after another, big-endian. Not thread-safe. */
public final class FieldWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public FieldWriter u8(int value) {
    return put(value, 1);
  }

  public FieldWriter u16(int value) {
    return put(value, 2);
  }

  public FieldWriter u32(long value) {
    return put(value, 4);
  }

  public FieldWriter u64(long value) {
    return put(value, 8);
  }

  /** {@code u32 length} and the bytes. */
  public FieldWriter bytes(byte[] value) {
    u32(value.length);
    out.writeBytes(value);
    return this;
  }

  /** {@link #bytes(byte[])} of the text in UTF-8. */
  public FieldWriter text(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  /** How many bytes there are so far. */
  public int size() {
    return out.size();
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  byte[] bytesAfter(int first) {
    byte[] all = new byte[out.size() + 1];
    all[0] = (byte) first;
    System.arraycopy(out.toByteArray(), 0, all, 1, out.size());
    return all;
  }

  private FieldWriter put(long value, int size) {
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift) & 0xff);
    }
    return this;
  }
}
