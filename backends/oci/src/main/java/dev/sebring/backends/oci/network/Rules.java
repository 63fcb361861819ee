package dev.sebring.backends.oci.network;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.NetworkPolicy;
import java.util.List;

/**
 * What may pass, as nftables rules in two tables of the installation's own: one of family inet for
 * where traffic may go, one of family bridge for who may send it. Every change is one transaction.
 * Thread-safe.
 *
 * <p>A sandbox reaches the public internet and the resolver on the bridge. It does not reach
 * private, shared, link-local, metadata or multicast addresses, any address of the host, or another
 * sandbox (the bridge's ports are isolated besides). It sends from its own address only. IPv6 is
 * off.
 */
final class Rules {
  /**
   * Never reached by a sandbox. Reserved but routable blocks are not listed: package registries may
   * sit on them.
   */
  private static final List<String> PRIVATE =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "224.0.0.0/3");

  private static final String SKELETON =
      """
      add table inet TABLE
      add set inet TABLE blocked { type ipv4_addr; }
      add chain inet TABLE input { type filter hook input priority filter - 10; policy accept; }
      add chain inet TABLE forward { type filter hook forward priority filter - 10; policy accept; }
      add chain inet TABLE leaving { type nat hook postrouting priority srcnat; policy accept; }
      add chain inet TABLE to_host
      add chain inet TABLE outward
      add chain inet TABLE inward
      flush chain inet TABLE input
      flush chain inet TABLE forward
      flush chain inet TABLE leaving
      flush chain inet TABLE to_host
      flush chain inet TABLE outward
      flush chain inet TABLE inward
      add rule inet TABLE input iifname "LINK*" drop
      add rule inet TABLE forward iifname "LINK*" drop
      add rule inet TABLE input iifname "BRIDGE" jump to_host
      add rule inet TABLE forward iifname "BRIDGE" jump outward
      add rule inet TABLE forward oifname "BRIDGE" jump inward
      add rule inet TABLE to_host ip saddr @blocked reject with icmpx type admin-prohibited
      add rule inet TABLE to_host ct state established,related accept
      add rule inet TABLE to_host ip daddr RESOLVER udp dport 53 accept
      add rule inet TABLE to_host ip daddr RESOLVER tcp dport 53 accept
      add rule inet TABLE to_host reject with icmpx type admin-prohibited
      add rule inet TABLE outward meta nfproto ipv6 drop
      add rule inet TABLE outward ip saddr @blocked reject with icmpx type admin-prohibited
      add rule inet TABLE outward oifname "BRIDGE" drop
      add rule inet TABLE outward ct state established,related accept
      add rule inet TABLE outward ip daddr { PRIVATE } reject with icmpx type admin-prohibited
      add rule inet TABLE outward fib daddr type != unicast drop
      add rule inet TABLE inward meta nfproto ipv6 drop
      add rule inet TABLE inward ip daddr @blocked drop
      add rule inet TABLE inward ct state != { established, related } drop
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
    apply(
        "install the network rules of the sandboxes",
        SKELETON
            .replace("TABLE", names.table())
            .replace("BRIDGE", names.bridge())
            .replace("LINK", names.linkPrefix())
            .replace("RESOLVER", subnet.bridge().getHostAddress())
            .replace("SUBNET", subnet.toString())
            .replace("PRIVATE", String.join(", ", PRIVATE)));
  }

  /** Lets a sandbox send from its address, under a policy. */
  void admit(int slot, NetworkPolicy policy) {
    apply(
        "let the sandbox in slot " + slot + " use the network",
        "add element bridge %s bound { %s }\n".formatted(names.table(), binding(slot))
            + policyChange(slot, policy));
  }

  /** Changes the policy of an admitted sandbox, also for its open connections. */
  void setPolicy(int slot, NetworkPolicy policy) {
    apply("change the network policy of the sandbox in slot " + slot, policyChange(slot, policy));
  }

  /** Forgets a sandbox, admitted or not. */
  void dismiss(int slot) {
    String table = names.table();
    String binding = binding(slot);
    apply(
        "take the sandbox in slot " + slot + " off the network",
        "add element bridge %s bound { %s }\ndelete element bridge %s bound { %s }\n"
                .formatted(table, binding, table, binding)
            + policyChange(slot, NetworkPolicy.PUBLIC));
  }

  /** Whether the tables are there. */
  boolean areInstalled() {
    return HostCommand.of(
                "look for the network rules", "nft", "list", "table", "inet", names.table())
            .outcome()
            .exitCode()
        == 0;
  }

  /** Removes both tables, if they are there. */
  void remove() {
    String table = names.table();
    apply(
        "remove the network rules of the sandboxes",
        "add table inet %s\ndelete table inet %s\nadd table bridge %s\ndelete table bridge %s\n"
            .formatted(table, table, table, table));
  }

  private String policyChange(int slot, NetworkPolicy policy) {
    String element =
        "element inet %s blocked { %s }\n"
            .formatted(names.table(), subnet.ofSlot(slot).getHostAddress());
    return policy.blockAll() ? "add " + element : "add " + element + "delete " + element;
  }

  private String binding(int slot) {
    return "\"%s\" . %s".formatted(names.link(slot), subnet.ofSlot(slot).getHostAddress());
  }

  private static void apply(String purpose, String script) {
    new HostCommand(purpose, List.of("nft", "-f", "-"), script).run();
  }
}
