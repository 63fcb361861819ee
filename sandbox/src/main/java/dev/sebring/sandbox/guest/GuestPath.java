package dev.sebring.sandbox.guest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A path inside a sandbox: bytes, as Linux has it, not text. It never means a file of the host.
 * Absolute, or relative to the home of the user that an operation runs as. Two paths are equal if
 * their bytes are. Immutable and thread-safe.
 */
public final class GuestPath {
  private final byte[] bytes;

  private GuestPath(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a path cannot be empty");
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException(
            "a path cannot contain a zero byte: " + new String(bytes, UTF_8).replace('\0', '?'));
      }
    }
    this.bytes = bytes;
  }

  /**
   * The path whose bytes are {@code text} in UTF-8.
   *
   * @throws IllegalArgumentException if it is empty or contains a zero character
   */
  public static GuestPath of(String text) {
    return new GuestPath(requireNonNull(text, "text").getBytes(UTF_8));
  }

  /**
   * @throws IllegalArgumentException if it is empty or contains a zero byte
   */
  public static GuestPath of(byte[] bytes) {
    return new GuestPath(requireNonNull(bytes, "bytes").clone());
  }

  /** A copy of the exact bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  public int length() {
    return bytes.length;
  }

  public boolean isAbsolute() {
    return bytes[0] == '/';
  }

  /**
   * This path, a slash unless it ends with one, and {@code name}; {@code name} alone if that is
   * absolute.
   */
  public GuestPath resolve(GuestPath name) {
    if (name.isAbsolute()) {
      return name;
    }
    int slash = bytes[bytes.length - 1] == '/' ? 0 : 1;
    byte[] joined = Arrays.copyOf(bytes, bytes.length + slash + name.bytes.length);
    joined[joined.length - name.bytes.length - 1] = '/';
    System.arraycopy(name.bytes, 0, joined, bytes.length + slash, name.bytes.length);
    return new GuestPath(joined);
  }

  /** {@link #resolve(GuestPath)} of {@code name} in UTF-8. */
  public GuestPath resolve(String name) {
    return resolve(of(name));
  }

  /**
   * This path with {@code name} in place of what follows its last slash, as the target of a
   * symbolic link is meant; {@code name} alone if that is absolute or this path has no slash.
   */
  public GuestPath sibling(GuestPath name) {
    int start = bytes.length;
    while (start > 0 && bytes[start - 1] != '/') {
      start--;
    }
    return start == 0 ? name : new GuestPath(Arrays.copyOf(bytes, start)).resolve(name);
  }

  /** {@link #sibling(GuestPath)} of {@code name} in UTF-8. */
  public GuestPath sibling(String name) {
    return sibling(of(name));
  }

  /**
   * What follows the last slash: {@code c} of {@code /a/b/c}. A path that ends with a slash is its
   * own last name.
   */
  public GuestPath lastName() {
    int start = bytes.length;
    while (start > 0 && bytes[start - 1] != '/') {
      start--;
    }
    return start == bytes.length
        ? this
        : new GuestPath(Arrays.copyOfRange(bytes, start, bytes.length));
  }

  /** Whether one of its names is {@code ..}. */
  boolean climbs() {
    return ("/" + new String(bytes, ISO_8859_1) + "/").contains("/../");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GuestPath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** For people: UTF-8, with U+FFFD for what is not. Not always the same path again. */
  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
