package dev.sebring.sandbox.guest;

/**
 * A file descriptor of a process in the sandbox, and so the tag of a stream of its data. Immutable
 * and thread-safe.
 *
 * @param number 0 to 63
 */
public record Descriptor(int number) {
  public static final Descriptor STDIN = new Descriptor(0);
  public static final Descriptor STDOUT = new Descriptor(1);
  public static final Descriptor STDERR = new Descriptor(2);

  /** The largest number that the protocol allows. */
  public static final int MAX = 63;

  /**
   * @throws IllegalArgumentException if {@code number} is negative or more than {@value #MAX}
   */
  public Descriptor {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException("not a descriptor (0 to " + MAX + "): " + number);
    }
  }

  @Override
  public String toString() {
    return switch (number) {
      case 0 -> "stdin";
      case 1 -> "stdout";
      case 2 -> "stderr";
      default -> "descriptor " + number;
    };
  }
}
