package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.InstallationId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The 1,024 private IPv4 addresses of one installation, a /22 in 10.0.0.0/8. The first is the
 * bridge's, the others are the sandboxes'. Immutable and thread-safe.
 *
 * @param base the network address as a number
 */
record Subnet(int base) {
  static final int PREFIX = 22;

  /** Slots are 1 to this; a Linux bridge has 1,023 ports. */
  static final int LAST_SLOT = 1000;

  private static final int SIZE = 1 << (32 - PREFIX);
  private static final int CANDIDATES = (1 << 24) / SIZE;

  Subnet {
    if ((base >>> 24) != 10 || base % SIZE != 0) {
      throw new IllegalArgumentException("not a /22 of 10.0.0.0/8: " + Integer.toHexString(base));
    }
  }

  /**
   * One that overlaps none of {@code taken}, the same each time for the same installation and host.
   *
   * @param taken networks in use on this host, as {@code 10.1.0.0/16}
   */
  static Subnet choose(InstallationId installation, List<String> taken) {
    List<Range> ranges = taken.stream().map(Range::parse).toList();
    int first = Math.floorMod(Integer.parseUnsignedInt(installation.value(), 16), CANDIDATES);
    for (int i = 0; i < CANDIDATES; i++) {
      Subnet candidate = new Subnet((10 << 24) + (first + i) % CANDIDATES * SIZE);
      Range range = new Range(candidate.base & 0xffffffffL, SIZE);
      if (ranges.stream().noneMatch(range::overlaps)) {
        return candidate;
      }
    }
    throw new BackendException(
        BackendException.Kind.EXHAUSTED,
        "could not choose addresses for the sandboxes: every /22 of 10.0.0.0/8 is routed on this"
            + " host");
  }

  /** The reverse of {@link #toString}. */
  static Subnet parse(String text) {
    return new Subnet((int) Range.parse(text.strip()).first);
  }

  Inet4Address bridge() {
    return address(base + 1);
  }

  Inet4Address ofSlot(int slot) {
    if (slot < 1 || slot > LAST_SLOT) {
      throw new IllegalArgumentException("slots are 1 to " + LAST_SLOT + ": " + slot);
    }
    return address(base + 1 + slot);
  }

  /** The reverse of {@link #ofSlot}; empty for an address that is no slot's. */
  Optional<Integer> slotOf(InetAddress address) {
    if (!(address instanceof Inet4Address)) {
      return Optional.empty();
    }
    int slot = ByteBuffer.wrap(address.getAddress()).getInt() - base - 1;
    return slot >= 1 && slot <= LAST_SLOT ? Optional.of(slot) : Optional.empty();
  }

  private static Inet4Address address(int number) {
    byte[] bytes = {
      (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
    };
    try {
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return address(base).getHostAddress() + "/" + PREFIX;
  }

  private record Range(long first, long size) {
    static Range parse(String text) {
      int slash = text.indexOf('/');
      String[] octets = (slash < 0 ? text : text.substring(0, slash)).split("\\.");
      long number = 0;
      for (int i = 0; i < 4; i++) {
        number = number << 8 | (i < octets.length ? Integer.parseInt(octets[i]) : 0);
      }
      int prefix = slash < 0 ? 32 : Integer.parseInt(text.substring(slash + 1));
      return new Range(number, 1L << (32 - prefix));
    }

    boolean overlaps(Range other) {
      return first < other.first + other.size && other.first < first + size;
    }
  }
}
