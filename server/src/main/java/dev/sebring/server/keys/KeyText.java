package dev.sebring.server.keys;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The text of an API key: {@code dtn_} and 64 lower-case hexadecimal digits, or whatever an
 * operator chose. Immutable and thread-safe.
 */
public record KeyText(String value) {
  private static final String PREFIX = "dtn_";
  private static final int SECRET_BYTES = 32;

  /** The least that an operator's own key may have: a shorter one can be guessed. */
  public static final int MIN_LENGTH = 16;

  /**
   * @throws IllegalArgumentException if it is too short or could not travel in a header
   */
  public KeyText {
    requireNonNull(value, "value");
    if (value.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "an API key needs at least "
              + MIN_LENGTH
              + " characters; this one has "
              + value.length());
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "an API key may have printable ASCII characters only, and no spaces");
    }
  }

  /** A new random key. */
  public static KeyText random() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new KeyText(PREFIX + HexFormat.of().formatHex(secret));
  }

  String sha256() {
    return sha256(value);
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Its last three characters behind asterisks. */
  String masked() {
    String begin = value.startsWith(PREFIX) ? PREFIX : "";
    return begin + "********" + value.substring(value.length() - 3);
  }

  /** Never the key itself, so that it cannot reach a log by accident. */
  @Override
  public String toString() {
    return masked();
  }
}
