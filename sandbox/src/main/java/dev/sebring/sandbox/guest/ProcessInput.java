package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that a process finds as a readable, seekable, nameless file on one of its descriptors.
 * Immutable.
 *
 * @param descriptor 3 to 63
 * @param length exactly so many bytes are read from the source, at most 64 MiB
 */
public record ProcessInput(Descriptor descriptor, long length, Source source) {
  /** 64 MiB. */
  public static final long MAX_LENGTH = 64L << 20;

  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Source {
    /** A new stream from the first byte, which the caller closes. */
    InputStream open() throws IOException;
  }

  /**
   * @throws IllegalArgumentException if the descriptor or the length is out of range
   */
  public ProcessInput {
    requireNonNull(descriptor, "descriptor");
    requireNonNull(source, "source");
    requireExtra(descriptor);
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "an input has 0 to " + MAX_LENGTH + " bytes, " + descriptor + " would have " + length);
    }
  }

  static void requireExtra(Descriptor descriptor) {
    if (descriptor.number() < 3) {
      throw new IllegalArgumentException("an extra descriptor is 3 to 63, not " + descriptor);
    }
  }
}
