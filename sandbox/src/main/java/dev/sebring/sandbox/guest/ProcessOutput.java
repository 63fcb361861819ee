package dev.sebring.sandbox.guest;

import static java.util.Objects.requireNonNull;

/**
 * One piece of what a process wrote, in the order in which the guest read it. With merged output
 * that order is exact; otherwise it is exact within each descriptor only. Immutable but for the
 * array.
 */
public sealed interface ProcessOutput {
  /**
   * Where the process wrote it: standard output, standard error, or a descriptor that {@link
   * SpawnRequest} opened for it.
   */
  Descriptor descriptor();

  /**
   * Bytes that the process wrote, at least one. They can begin and end anywhere, also within a
   * character.
   *
   * @param bytes now the caller's; not copied
   */
  record Bytes(Descriptor descriptor, byte[] bytes) implements ProcessOutput {
    public Bytes {
      requireNonNull(descriptor, "descriptor");
      requireNonNull(bytes, "bytes");
    }
  }

  /**
   * Output that is gone: the process wrote more than its log keeps, or than is kept of an extra
   * descriptor.
   *
   * @param missing how many bytes, more than 0
   */
  record Gap(Descriptor descriptor, long missing) implements ProcessOutput {
    public Gap {
      requireNonNull(descriptor, "descriptor");
      if (missing <= 0) {
        throw new IllegalArgumentException("a gap misses at least one byte: " + missing);
      }
    }
  }
}
