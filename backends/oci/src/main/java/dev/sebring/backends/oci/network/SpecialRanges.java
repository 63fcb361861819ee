package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ranges that are reached only if a policy lists them: private, shared, link-local with the
 * metadata addresses, loopback, multicast. Reserved but routable blocks are not among them: package
 * registries may sit on them. Stateless and thread-safe.
 */
final class SpecialRanges {
  static final List<Ipv4Network> ALL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "224.0.0.0/3")
          .map(Ipv4Network::parse)
          .toList();

  private SpecialRanges() {}

  /** Whether a network lies within one: then listing it opens that part of the range. */
  static boolean contain(Ipv4Network network) {
    return ALL.stream().anyMatch(range -> range.contains(network));
  }

  /**
   * Whether a sandbox with lists may reach an address because of what a name resolved to: a public
   * one, or one that a listed network opens anyway.
   */
  static boolean mayBeNamed(Inet4Address address, NetworkPolicy policy) {
    return !contain(Ipv4Network.of(address))
        || policy.networks().stream()
            .anyMatch(network -> contain(network) && network.contains(address));
  }

  /** As the elements of an nftables set. */
  static String elements() {
    return ALL.stream().map(Ipv4Network::toString).collect(Collectors.joining(", "));
  }
}
