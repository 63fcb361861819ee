package dev.sebring.sandbox.guest;

/** How {@link GuestFiles#write} opens its file. Immutable. */
public enum WriteOption {
  /** Make the file if there is none. */
  CREATE(1),
  /** Empty an existing file first. */
  TRUNCATE(2),
  /** Fail with {@link Errno#EEXIST} if the file exists; only together with {@link #CREATE}. */
  MUST_NOT_EXIST(4),
  /** Write at the file's end, whatever the offset. */
  APPEND(8),
  /** Make missing parent directories, with mode 0755. */
  MAKE_PARENTS(16);

  private final int bit;

  WriteOption(int bit) {
    this.bit = bit;
  }

  /** The bit on the wire. */
  int bit() {
    return bit;
  }
}
