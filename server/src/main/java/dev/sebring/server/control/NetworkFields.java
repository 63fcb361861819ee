package dev.sebring.server.control;

import static java.util.stream.Collectors.joining;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.server.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fields of a request that say where a sandbox's traffic may go. Stateless and thread-safe. */
final class NetworkFields {
  static final String BLOCK_ALL = "networkBlockAll";
  static final String NETWORKS = "networkAllowList";
  static final String DOMAINS = "domainAllowList";

  private NetworkFields() {}

  /**
   * How they change a policy: blocking clears the lists, a list ends blocking, an empty list is
   * cleared, and not blocking without a list clears both.
   *
   * @throws ApiException 400 that names the field and the entry
   */
  static UnaryOperator<NetworkPolicy> change(Fields fields) {
    List<Ipv4Network> networks = list(fields, NETWORKS, Ipv4Network::parse);
    List<DomainPattern> domains = list(fields, DOMAINS, DomainPattern::parse);
    boolean listed = isListed(networks) || isListed(domains);
    if (fields.flag(BLOCK_ALL)) {
      if (listed) {
        throw ApiException.badRequest(
            BLOCK_ALL
                + " is true and "
                + (isListed(networks) ? NETWORKS : DOMAINS)
                + " is not empty: leave one of them out");
      }
      return policy -> NetworkPolicy.BLOCKED;
    }
    if (fields.has(BLOCK_ALL) && !listed) {
      return policy -> NetworkPolicy.PUBLIC;
    }
    return policy ->
        new NetworkPolicy(
            policy.blockAll() && !listed,
            networks == null ? policy.networks() : networks,
            domains == null ? policy.domains() : domains);
  }

  private static boolean isListed(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  /** As a field of an answer; {@code null} if there are none. */
  static @Nullable String text(List<?> entries) {
    return entries.isEmpty() ? null : entries.stream().map(Object::toString).collect(joining(","));
  }

  private static <T> @Nullable List<T> list(
      Fields fields, String name, Function<String, T> parser) {
    if (!fields.has(name)) {
      return null;
    }
    String text = fields.text(name, "");
    if (text.isBlank()) {
      return List.of();
    }
    String[] texts = text.split(",", -1);
    if (texts.length > NetworkPolicy.MOST_ENTRIES) {
      throw ApiException.badRequest(
          "%s has %d entries: at most %d are possible"
              .formatted(name, texts.length, NetworkPolicy.MOST_ENTRIES));
    }
    List<T> entries = new ArrayList<>();
    for (String entry : texts) {
      try {
        entries.add(parser.apply(entry.strip()));
      } catch (IllegalArgumentException e) {
        throw ApiException.badRequest(name + ": " + e.getMessage());
      }
    }
    return entries;
  }
}
