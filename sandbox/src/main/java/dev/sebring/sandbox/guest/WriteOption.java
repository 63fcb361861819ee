package dev.sebring.sandbox.guest;

/** How {@link GuestFiles#write} opens its file. Immutable. */
public enum WriteOption {
  /** Make the file if there is none. */
  CREATE,
  /** Empty an existing file first. */
  TRUNCATE,
  /** Fail with {@link Errno#EEXIST} if the file exists; only together with {@link #CREATE}. */
  MUST_NOT_EXIST,
  /** Write at the file's end, whatever the offset. */
  APPEND,
  /** Make missing parent directories, with mode 0755. */
  MAKE_PARENTS
}
