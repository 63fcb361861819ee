package dev.sebring.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one sandbox for ever: a random UUID (version 4) in its canonical lower-case text form. It
 * is safe as a file name, a cgroup name and a DNS label. Immutable and thread-safe.
 */
public record SandboxId(String value) implements Comparable<SandboxId> {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * @throws IllegalArgumentException if {@code value} is not a lower-case UUID
   */
  public SandboxId {
    requireNonNull(value, "value");
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a sandbox id (a lower-case UUID): " + value);
    }
  }

  /** A new random id. */
  public static SandboxId random() {
    return new SandboxId(UUID.randomUUID().toString());
  }

  /** Whether {@code text} has the form of an id. */
  public static boolean isValid(String text) {
    return UUID_TEXT.matcher(text).matches();
  }

  @Override
  public int compareTo(SandboxId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
