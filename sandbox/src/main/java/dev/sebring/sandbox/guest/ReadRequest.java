package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

/**
 * What to read. Immutable and thread-safe.
 *
 * @param offset of the first byte wanted; beyond the end there is nothing
 * @param length at most so many bytes; {@link #TO_END} for all
 * @param anyType also from a FIFO, a device or a socket, which may never end; otherwise {@link
 *     Errno#EINVAL}
 */
public record ReadRequest(GuestPath path, long offset, long length, boolean anyType) {
  /** No limit of length. */
  public static final long TO_END = Long.MAX_VALUE;

  /**
   * @throws IllegalArgumentException if the offset or the length is negative
   */
  public ReadRequest {
    requireNonNull(path, "path");
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "offset and length must not be negative: " + offset + ", " + length);
    }
  }

  /** The whole of a regular file. */
  public static ReadRequest all(GuestPath path) {
    return new ReadRequest(path, 0, TO_END, false);
  }
}
