package dev.sebring.sandbox.guest;

/** What kind of file a path names. Immutable. */
public enum FileType {
  FILE,
  DIRECTORY,
  SYMBOLIC_LINK,
  FIFO,
  SOCKET,
  CHARACTER_DEVICE,
  BLOCK_DEVICE
}
