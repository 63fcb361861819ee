package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one state directory on one host: eight lower-case hexadecimal digits, made once and kept
 * there. Every name that a backend gives to something on the host carries it, so that two
 * installations never touch each other's things. Immutable and thread-safe.
 */
public record InstallationId(String value) {
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{8}");

  /**
   * @throws IllegalArgumentException if {@code value} is not eight lower-case hexadecimal digits
   */
  public InstallationId {
    requireNonNull(value, "value");
    if (!TEXT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not an installation id (eight lower-case hexadecimal digits): " + value);
    }
  }

  /** A new random id. */
  public static InstallationId random() {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return new InstallationId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
