package dev.sebring.backends.oci.network;

import static java.util.Comparator.comparing;

import dev.sebring.sandbox.DomainPattern;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which addresses the listed domains of one sandbox have resolved to, and until when each is
 * admitted: for its time to live and a grace, of several answers the longest. Not thread-safe.
 */
final class AdmittedAddresses {
  private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofDays(1);

  private final InstantSource clock;
  private final Duration grace;
  private final Map<Inet4Address, Map<DomainPattern, Instant>> times = new HashMap<>();

  AdmittedAddresses(InstantSource clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
  }

  /** What came of an answer. */
  enum Change {
    /** All was admitted already, for long enough. */
    NONE,
    ADDED,
    /** Nothing was added: the sandbox has {@value SlotChain#MOST_ADDRESSES} addresses. */
    FULL
  }

  /**
   * Adds what a domain has just resolved to.
   *
   * @param timeToLive counted as a day if it is longer
   */
  Change add(DomainPattern domain, Collection<Inet4Address> addresses, Duration timeToLive) {
    Duration time =
        timeToLive.compareTo(LONGEST_TIME_TO_LIVE) < 0 ? timeToLive : LONGEST_TIME_TO_LIVE;
    Instant needed = clock.instant().plus(time);
    Set<Inet4Address> added = new HashSet<>(addresses);
    // Half a grace is enough for an asker; so an answer that is asked for again and again does not
    // change the rules each time.
    added.removeIf(address -> !until(address, domain).isBefore(needed.plus(grace.dividedBy(2))));
    if (added.isEmpty()) {
      return Change.NONE;
    }
    forgetWhatIsOver();
    long more = added.stream().filter(address -> !times.containsKey(address)).count();
    if (times.size() + more > SlotChain.MOST_ADDRESSES) {
      return Change.FULL;
    }
    for (Inet4Address address : added) {
      times
          .computeIfAbsent(address, any -> new HashMap<>())
          .merge(domain, needed.plus(grace), (a, b) -> a.isAfter(b) ? a : b);
    }
    return Change.ADDED;
  }

  private Instant until(Inet4Address address, DomainPattern domain) {
    return times.getOrDefault(address, Map.of()).getOrDefault(domain, Instant.MIN);
  }

  private void forgetWhatIsOver() {
    Instant now = clock.instant();
    times.values().forEach(of -> of.values().removeIf(until -> !until.isAfter(now)));
    times.values().removeIf(Map::isEmpty);
  }

  /** Forgets the addresses of all other domains. */
  void retain(List<DomainPattern> domains) {
    times.values().forEach(of -> of.keySet().retainAll(domains));
    times.values().removeIf(Map::isEmpty);
  }

  /**
   * What is admitted now for these domains: an address of several for the one that keeps it
   * longest.
   */
  List<Admitted> of(List<DomainPattern> domains) {
    Instant now = clock.instant();
    List<Admitted> admitted = new ArrayList<>();
    times.forEach((address, of) ->
        of.entrySet().stream()
            .filter(entry -> domains.contains(entry.getKey()) && entry.getValue().isAfter(now))
            .max(comparing(Map.Entry::getValue))
            .map(entry ->
                new Admitted(address, entry.getKey(), Duration.between(now, entry.getValue())))
            .ifPresent(admitted::add));
    return admitted;
  }
}
