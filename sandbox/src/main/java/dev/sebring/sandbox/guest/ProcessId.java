package dev.sebring.sandbox.guest;

/**
 * A process that a guest has started: counted up from 1, never used twice by one guest. It is not
 * the number that the sandbox's kernel gave the process. Immutable and thread-safe.
 */
public record ProcessId(long value) {
  /**
   * @throws IllegalArgumentException if {@code value} is not positive
   */
  public ProcessId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a process id (1 or more): " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
