package dev.sebring.sandbox.guest.frame;

/** What a REQUEST can ask for. Immutable. */
public enum Operation {
  PING(1),
  STATS(2),
  SPAWN(3),
  ATTACH(4),
  WAIT(5),
  SIGNAL(6),
  RESIZE(7),
  PROCESSES(8),
  RELEASE(9),
  LEASE(10),
  LIMITS(11),
  ENV(12),
  READ(16),
  WRITE(17),
  STAT(18),
  LIST(19),
  MKDIR(20),
  REMOVE(21),
  RENAME(22),
  CHMOD(23),
  CHOWN(24),
  REALPATH(25),
  USER(26),
  FIND(27),
  CONNECT(32),
  PORTS(33);

  private final int code;

  Operation(int code) {
    this.code = code;
  }

  /** The first byte of the request. */
  public int code() {
    return code;
  }
}
