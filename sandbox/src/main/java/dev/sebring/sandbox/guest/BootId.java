package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One start of a guest: 32 lower-case hexadecimal digits, random. A different one after a reconnect
 * means that the sandbox was started anew and that no {@link ProcessId} from before means anything.
 * Immutable and thread-safe.
 */
public record BootId(String value) {
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{32}");

  /**
   * @throws IllegalArgumentException if {@code value} is not 32 lower-case hexadecimal digits
   */
  public BootId {
    requireNonNull(value, "value");
    if (!TEXT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a boot id (32 lower-case hexadecimal digits): " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
