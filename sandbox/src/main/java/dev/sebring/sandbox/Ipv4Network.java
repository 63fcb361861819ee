package dev.sebring.sandbox;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses with a common prefix, as {@code 192.0.2.0/24}. Immutable and
 * thread-safe.
 *
 * @param first its lowest address as a number, without bits after the prefix
 * @param prefix how many bits its addresses have in common, 0 to 32
 */
public record Ipv4Network(int first, int prefix) {
  private static final Pattern CIDR =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  public Ipv4Network {
    if (prefix < 0 || prefix > 32 || (first & ~mask(prefix)) != 0) {
      throw new IllegalArgumentException(
          "not the start of a network of %d bits: %08x".formatted(prefix, first));
    }
  }

  /**
   * Reads {@code a.b.c.d/n}. The prefix must be given; bits after it do not count, so that {@code
   * 192.168.1.0/16} is {@code 192.168.0.0/16}.
   *
   * @throws IllegalArgumentException with a message that quotes the text and says what is right
   */
  public static Ipv4Network parse(String text) {
    Matcher matcher = CIDR.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text);
    }
    int address = 0;
    for (int octet = 1; octet <= 4; octet++) {
      address = address << 8 | number(matcher.group(octet), 255, text);
    }
    int prefix = number(matcher.group(5), 32, text);
    return new Ipv4Network(address & mask(prefix), prefix);
  }

  /** No leading zero either, which some programs read as octal. */
  private static int number(String digits, int largest, String text) {
    int number = Integer.parseInt(digits);
    if (number > largest || (digits.length() > 1 && digits.startsWith("0"))) {
      throw wrong(text);
    }
    return number;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"%s\" is not an IPv4 network with its prefix, such as 192.0.2.0/24, or 192.0.2.7/32 for one address"
            .formatted(text));
  }

  /** The network of one address. */
  public static Ipv4Network of(Inet4Address address) {
    return new Ipv4Network(number(address), 32);
  }

  public boolean contains(Inet4Address address) {
    return (number(address) & mask(prefix)) == first;
  }

  /** Whether every address of the other is one of this. */
  public boolean contains(Ipv4Network other) {
    return other.prefix >= prefix && (other.first & mask(prefix)) == first;
  }

  public boolean overlaps(Ipv4Network other) {
    return contains(other) || other.contains(this);
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  private static int number(Inet4Address address) {
    byte[] bytes = address.getAddress();
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }

  /** Its lowest address. */
  public Inet4Address address() {
    byte[] bytes = {
      (byte) (first >>> 24), (byte) (first >>> 16), (byte) (first >>> 8), (byte) first
    };
    try {
      return (Inet4Address) InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return address().getHostAddress() + "/" + prefix;
  }
}
