package dev.sebring.sandbox.guest;

/**
 * How large a terminal is. Immutable and thread-safe.
 *
 * @param rows 1 to 65,535
 * @param columns 1 to 65,535
 */
public record TerminalSize(int rows, int columns) {
  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public TerminalSize {
    if (rows < 1 || rows > 0xffff || columns < 1 || columns > 0xffff) {
      throw new IllegalArgumentException(
          "a terminal has 1 to 65,535 rows and columns: " + rows + ", " + columns);
    }
  }
}
