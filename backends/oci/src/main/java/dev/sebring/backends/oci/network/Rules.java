package dev.sebring.backends.oci.network;

import static java.util.stream.Collectors.joining;

import dev.sebring.sandbox.NetworkPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What may pass, as nftables rules in two tables of the installation's own: one of family inet for
 * where traffic may go, one of family bridge for who may send it. Every change is one transaction.
 * Thread-safe.
 *
 * <p>A sandbox whose {@link SlotChain} does not say otherwise reaches the public internet and the
 * resolver on the bridge. It does not reach special ranges, any address of the host, or another
 * sandbox (the bridge's ports are isolated besides). It sends from its own address only. IPv6 is
 * off. Of connections, it has {@value #MOST_CONNECTIONS} at the same time. All of this is asked of
 * every packet, not only of a connection's first, so that a change of policy holds for open
 * connections too.
 */
final class Rules {
  /**
   * Of one sandbox at the same time, to the internet and to the resolver. The host's table of
   * connections has room for many sandboxes and is everybody's.
   */
  static final int MOST_CONNECTIONS = 4096;

  private static final String COUNT = "ct count over " + MOST_CONNECTIONS;

  private static final String SKELETON =
      """
      add table inet TABLE
      add set inet TABLE special { type ipv4_addr; flags interval; }
      flush set inet TABLE special
      add element inet TABLE special { SPECIAL }
      add map inet TABLE policies { type ipv4_addr : verdict; }
      add set inet TABLE connections { type ipv4_addr; flags dynamic; size SLOTS; }
      add chain inet TABLE input { type filter hook input priority filter - 10; policy accept; }
      add chain inet TABLE forward { type filter hook forward priority filter - 10; policy accept; }
      add chain inet TABLE leaving { type nat hook postrouting priority srcnat; policy accept; }
      add chain inet TABLE refuse
      add chain inet TABLE begun
      add chain inet TABLE to_host
      add chain inet TABLE outward
      add chain inet TABLE inward
      flush chain inet TABLE input
      flush chain inet TABLE forward
      flush chain inet TABLE leaving
      flush chain inet TABLE refuse
      flush chain inet TABLE begun
      flush chain inet TABLE to_host
      flush chain inet TABLE outward
      flush chain inet TABLE inward
      add rule inet TABLE input iifname "LINK*" drop
      add rule inet TABLE forward iifname "LINK*" drop
      add rule inet TABLE input iifname "BRIDGE" jump to_host
      add rule inet TABLE forward iifname "BRIDGE" jump outward
      add rule inet TABLE forward oifname "BRIDGE" jump inward
      add rule inet TABLE refuse iifname != "BRIDGE" drop
      add rule inet TABLE refuse meta l4proto tcp ct state established reject with tcp reset
      add rule inet TABLE refuse reject with icmpx type admin-prohibited
      add rule inet TABLE begun add @connections { ip saddr COUNT } goto refuse
      add rule inet TABLE to_host meta nfproto ipv6 drop
      add rule inet TABLE to_host ct state new jump begun
      add rule inet TABLE to_host ip saddr vmap @policies
      add rule inet TABLE to_host ct state related accept
      add rule inet TABLE to_host ct state established ct direction reply accept
      add rule inet TABLE to_host ip daddr RESOLVER udp dport 53 accept
      add rule inet TABLE to_host ip daddr RESOLVER tcp dport 53 accept
      add rule inet TABLE to_host goto refuse
      add rule inet TABLE outward meta nfproto ipv6 drop
      add rule inet TABLE outward oifname "BRIDGE" drop
      add rule inet TABLE outward ct state invalid drop
      add rule inet TABLE outward fib daddr type != unicast drop
      add rule inet TABLE outward ct state new jump begun
      add rule inet TABLE outward ip saddr vmap @policies
      add rule inet TABLE outward ip daddr @special goto refuse
      add rule inet TABLE inward meta nfproto ipv6 drop
      add rule inet TABLE inward ct state != { established, related } drop
      add rule inet TABLE inward ip daddr vmap @policies
      add rule inet TABLE inward ct reply ip saddr @special drop
      add rule inet TABLE leaving ip saddr SUBNET oifname != "BRIDGE" masquerade
      add table bridge TABLE
      add set bridge TABLE bound { type ifname . ipv4_addr; }
      add chain bridge TABLE prerouting { type filter hook prerouting priority filter; policy accept; }
      add chain bridge TABLE sent
      flush chain bridge TABLE prerouting
      flush chain bridge TABLE sent
      add rule bridge TABLE prerouting iifname "LINK*" jump sent
      add rule bridge TABLE sent ether type ip iifname . ip saddr @bound accept
      add rule bridge TABLE sent ether type arp iifname . arp saddr ip @bound accept
      add rule bridge TABLE sent drop
      """;

  private final Names names;
  private final Subnet subnet;

  Rules(Names names, Subnet subnet) {
    this.names = names;
    this.subnet = subnet;
  }

  /**
   * Makes the tables, or brings those of an earlier start up to date; the sandboxes in them stay.
   */
  void install() {
    Nftables.apply(
        "install the network rules of the sandboxes",
        SKELETON
            .replace("TABLE", names.table())
            .replace("BRIDGE", names.bridge())
            .replace("LINK", names.linkPrefix())
            .replace("RESOLVER", subnet.bridge().getHostAddress())
            .replace("SUBNET", subnet.toString())
            .replace("SPECIAL", SpecialRanges.elements())
            .replace("SLOTS", Integer.toString(Subnet.LAST_SLOT))
            .replace("COUNT", COUNT));
  }

  /** Lets sandboxes send from their addresses, each under its policy; those in already too. */
  void admit(Map<Integer, NetworkPolicy> policies) {
    if (!policies.isEmpty()) {
      Nftables.apply(
          "let the sandboxes in slots " + policies.keySet() + " use the network",
          policies.entrySet().stream()
              .map(entry ->
                  chain(entry.getKey()).replace(entry.getValue(), List.of())
                      + "add "
                      + jump(entry.getKey())
                      + "add "
                      + binding(entry.getKey()))
              .collect(joining()));
    }
  }

  /**
   * Changes the policy of a sandbox that was let in, also for its open connections.
   *
   * @param admitted what its listed domains have resolved to
   */
  void setPolicy(int slot, NetworkPolicy policy, Collection<Admitted> admitted) {
    Nftables.apply(
        "change the network policy of the sandbox in slot " + slot,
        chain(slot).replace(policy, admitted));
  }

  /** Replaces the addresses that the listed domains of a sandbox have resolved to. */
  void setAdmitted(int slot, Collection<Admitted> admitted) {
    Nftables.apply(
        "admit the addresses of listed domains for the sandbox in slot " + slot,
        chain(slot).admit(admitted));
  }

  /** Forgets a sandbox, whether it was let in or not. */
  void dismiss(int slot) {
    Nftables.apply(
        "take the sandbox in slot " + slot + " off the network",
        chain(slot).replace(NetworkPolicy.PUBLIC, List.of())
            + "add "
            + jump(slot)
            + "delete "
            + jump(slot)
            + chain(slot).remove()
            + "add "
            + binding(slot)
            + "delete "
            + binding(slot)
            + "add "
            + counted(slot, " " + COUNT)
            + "delete "
            + counted(slot, ""));
  }

  /** Removes both tables, if they are there. */
  void remove() {
    String table = names.table();
    Nftables.apply(
        "remove the network rules of the sandboxes",
        "add table inet %s\ndelete table inet %s\nadd table bridge %s\ndelete table bridge %s\n"
            .formatted(table, table, table, table));
  }

  private SlotChain chain(int slot) {
    return new SlotChain(names.table(), slot);
  }

  private String jump(int slot) {
    return "element inet %s policies { %s : jump %s }\n"
        .formatted(names.table(), subnet.ofSlot(slot).getHostAddress(), chain(slot).chain());
  }

  private String binding(int slot) {
    return "element bridge %s bound { \"%s\" . %s }\n"
        .formatted(names.table(), names.link(slot), subnet.ofSlot(slot).getHostAddress());
  }

  private String counted(int slot, String count) {
    return "element inet %s connections { %s%s }\n"
        .formatted(names.table(), subnet.ofSlot(slot).getHostAddress(), count);
  }
}
