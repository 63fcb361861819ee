package dev.sebring.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * Where a sandbox's traffic may go. In all cases its own loopback works, no other sandbox is
 * reached, and IPv6 is off.
 *
 * <ul>
 *   <li>{@link #PUBLIC}: the public internet, and every name that the host can resolve; no private,
 *       shared, link-local or metadata address, and not the host.
 *   <li>{@link #BLOCKED}: nothing, and no name is resolved.
 *   <li>Lists: what is listed and nothing else.
 *       <ul>
 *         <li>A network is reached at once. What is special in it (private, shared, link-local and
 *             metadata ranges) is reached only if the network lies within such a range: {@code
 *             10.0.0.0/8} opens that range, {@code 0.0.0.0/0} opens the public internet. An address
 *             of the host itself is reached only if it is listed as that one address, {@code /32}.
 *         <li>A domain is reached at the public addresses that the resolver has told this sandbox,
 *             for their time to live and a minute; a connection that was made in that time goes on.
 *             Private addresses that a listed name resolves to are reached only if a network says
 *             so.
 *         <li>The resolver knows the listed domains and no other name, also when none is listed, so
 *             that questions for names carry nothing out.
 *       </ul>
 * </ul>
 *
 * Immutable and thread-safe.
 *
 * @param blockAll nothing is reached; the lists are empty
 * @param networks at most {@value #MOST_ENTRIES}, none twice
 * @param domains at most {@value #MOST_ENTRIES}, none twice
 */
public record NetworkPolicy(
    boolean blockAll, List<Ipv4Network> networks, List<DomainPattern> domains) {
  /** Of each list. */
  public static final int MOST_ENTRIES = 10;

  /** The public internet and the resolver. */
  public static final NetworkPolicy PUBLIC = new NetworkPolicy(false, List.of(), List.of());

  /** Nothing at all. */
  public static final NetworkPolicy BLOCKED = new NetworkPolicy(true, List.of(), List.of());

  public NetworkPolicy {
    networks = networks.stream().distinct().toList();
    domains = domains.stream().distinct().toList();
    if (networks.size() > MOST_ENTRIES || domains.size() > MOST_ENTRIES) {
      throw new IllegalArgumentException("a list has more than " + MOST_ENTRIES + " entries");
    }
    if (blockAll && !(networks.isEmpty() && domains.isEmpty())) {
      throw new IllegalArgumentException("everything is blocked and something is allowed");
    }
  }

  /** What is listed and nothing else; {@link #PUBLIC} if nothing is. */
  public static NetworkPolicy listed(List<Ipv4Network> networks, List<DomainPattern> domains) {
    return new NetworkPolicy(false, networks, domains);
  }

  /** Whether only what is listed is reached. */
  public boolean hasLists() {
    return !networks.isEmpty() || !domains.isEmpty();
  }

  /** The first listed domain that a hostname is one of. */
  public Optional<DomainPattern> domainOf(String hostname) {
    return domains.stream().filter(domain -> domain.matches(hostname)).findFirst();
  }
}
