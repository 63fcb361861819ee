package dev.sebring.sandbox;

/** A number of bytes, never negative. Immutable and thread-safe. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final long MIB = 1024L * 1024;

  /**
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size cannot be negative: " + bytes + " bytes");
    }
  }

  /** {@code count} units of 1,048,576 bytes. */
  public static ByteSize ofMib(long count) {
    return new ByteSize(Math.multiplyExact(count, MIB));
  }

  /** {@code count} units of 1,073,741,824 bytes. */
  public static ByteSize ofGib(long count) {
    return new ByteSize(Math.multiplyExact(count, 1024 * MIB));
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** For people: whole GiB or MiB where it is one, else bytes. */
  @Override
  public String toString() {
    if (bytes > 0 && bytes % (1024 * MIB) == 0) {
      return bytes / (1024 * MIB) + " GiB";
    }
    if (bytes > 0 && bytes % MIB == 0) {
      return bytes / MIB + " MiB";
    }
    return bytes + " bytes";
  }
}
