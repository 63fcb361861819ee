package dev.sebring.backends.oci.network;

import static java.util.stream.Collectors.joining;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nftables chain that holds the policy of the sandbox in one slot. Every packet that it sends,
 * to the host or beyond, and every answer that it gets from beyond passes this chain, also those of
 * open connections; what falls out of its end is under the rules of all sandboxes. Immutable and
 * thread-safe.
 *
 * <p>A connection is looked at by where it leads ({@code ct reply ip saddr}: after any translation
 * of addresses on this host, and the same for both directions). One to a listed domain is admitted
 * while the map of admitted addresses holds its destination; it then carries the domain's mark, by
 * which it goes on when the address's time is over, until the domain is listed no longer.
 */
record SlotChain(String table, int slot) {
  /** Of admitted addresses at the same time. */
  static final int MOST_ADDRESSES = 1024;

  private static final int MARK = 0x5b000000;

  String chain() {
    return "slot_%04x".formatted(slot);
  }

  /** Of admitted addresses, to the marks of their domains. */
  String map() {
    return "admitted_%04x".formatted(slot);
  }

  /** The same for a domain each time, so that a new server knows the connections of the last. */
  static String mark(DomainPattern domain) {
    return "0x%08x".formatted(MARK | (domain.toString().hashCode() & 0xffffff));
  }

  /** The script that makes the chain, or replaces what it says. */
  String replace(NetworkPolicy policy, Collection<Admitted> admitted) {
    StringBuilder script = new StringBuilder(empty());
    if (policy.blockAll()) {
      rule(script, "goto refuse");
    } else if (policy.hasLists()) {
      networks(script, policy.networks());
      domains(script, policy.domains(), admitted);
      rule(script, "goto refuse");
    }
    return script.toString();
  }

  /** The script that removes the chain, if it is there and nothing jumps to it. */
  String remove() {
    return empty() + "delete chain inet %s %s\n".formatted(table, chain());
  }

  private String empty() {
    return """
    add chain inet TABLE CHAIN
    flush chain inet TABLE CHAIN
    add map inet TABLE MAP { type ipv4_addr : mark; size %d; flags timeout; }
    delete map inet TABLE MAP
    """
        .formatted(MOST_ADDRESSES)
        .replace("TABLE", table)
        .replace("CHAIN", chain())
        .replace("MAP", map());
  }

  /** Of the host, one address that is listed alone; of special ranges, what lies within them. */
  private void networks(StringBuilder script, List<Ipv4Network> networks) {
    accept(script, networks.stream().filter(network -> network.prefix() == 32));
    rule(script, "fib daddr type local return");
    accept(script, networks.stream().filter(SpecialRanges::contain));
    rule(script, "ct reply ip saddr @special goto refuse");
    accept(script, networks.stream().filter(network -> !SpecialRanges.contain(network)));
  }

  private void accept(StringBuilder script, Stream<Ipv4Network> networks) {
    String elements = networks.map(Ipv4Network::toString).collect(joining(", "));
    if (!elements.isEmpty()) {
      rule(script, "ct reply ip saddr { " + elements + " } accept");
    }
  }

  private void domains(
      StringBuilder script, List<DomainPattern> domains, Collection<Admitted> admitted) {
    if (domains.isEmpty()) {
      return;
    }
    script.append(
        "add map inet %s %s { type ipv4_addr : mark; size %d; flags timeout; }\n"
            .formatted(table, map(), MOST_ADDRESSES));
    script.append(admit(admitted));
    rule(script, "ct state new ct mark set ct reply ip saddr map @" + map());
    rule(
        script,
        domains.stream().map(SlotChain::mark).distinct().collect(joining(", ", "ct mark { ", " }"))
            + " accept");
  }

  /** The script that replaces what the map holds. */
  String admit(Collection<Admitted> admitted) {
    String script = "flush map inet %s %s\n".formatted(table, map());
    return admitted.isEmpty()
        ? script
        : script
            + "add element inet %s %s { %s }\n"
                .formatted(
                    table, map(), admitted.stream().map(Admitted::element).collect(joining(", ")));
  }

  private void rule(StringBuilder script, String rule) {
    script.append("add rule inet %s %s %s\n".formatted(table, chain(), rule));
  }
}
