package dev.sebring.backends.oci.host;

/**
 * 65,536 user and group ids of the host that stand for those of one running sandbox: the {@code
 * slot}th such range of what systemd's documentation calls unused (0x70000000 to 0x7fffffff).
 * Immutable and thread-safe.
 *
 * @param slot 1 to {@value #LAST_SLOT}
 */
public record IdRange(int slot) {
  static final int LAST_SLOT = 1000;
  static final int COUNT = 65_536;
  private static final long FIRST = 0x70000000L;

  public IdRange {
    if (slot < 1 || slot > LAST_SLOT) {
      throw new IllegalArgumentException("slot out of range: " + slot);
    }
  }

  /** The host's id of the sandbox's root. */
  public long base() {
    return FIRST + (long) slot * COUNT;
  }

  public int count() {
    return COUNT;
  }
}
