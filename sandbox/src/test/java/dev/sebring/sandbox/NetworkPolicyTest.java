package dev.sebring.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {
  private static final Ipv4Network NETWORK = Ipv4Network.parse("192.0.2.0/24");
  private static final DomainPattern DOMAIN = DomainPattern.parse("*.example.com");

  @Test
  void anEntryThatIsListedTwiceCountsOnce() {
    NetworkPolicy policy = NetworkPolicy.listed(List.of(NETWORK, NETWORK), List.of(DOMAIN, DOMAIN));
    assertThat(policy.networks()).containsExactly(NETWORK);
    assertThat(policy.domains()).containsExactly(DOMAIN);
  }

  @Test
  void emptyListsAreNoLists() {
    assertThat(NetworkPolicy.listed(List.of(), List.of())).isEqualTo(NetworkPolicy.PUBLIC);
    assertThat(NetworkPolicy.PUBLIC.hasLists()).isFalse();
    assertThat(NetworkPolicy.listed(List.of(NETWORK), List.of()).hasLists()).isTrue();
  }

  @Test
  void theDomainOfANameIsTheListedOneThatMatches() {
    NetworkPolicy policy = NetworkPolicy.listed(List.of(), List.of(DOMAIN));
    assertThat(policy.domainOf("a.example.com")).contains(DOMAIN);
    assertThat(policy.domainOf("example.com")).isEmpty();
  }

  @Test
  void blockedAndAllowedAtOnceIsAContradiction() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkPolicy(true, List.of(NETWORK), List.of()));
  }

  @Test
  void aListHasAtMostTenEntries() {
    List<Ipv4Network> eleven =
        IntStream.range(0, 11).mapToObj(i -> Ipv4Network.parse("192.0.2." + i + "/32")).toList();
    assertThat(NetworkPolicy.listed(eleven.subList(0, 10), List.of()).networks()).hasSize(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkPolicy.listed(eleven, List.of()))
        .withMessageContaining("10");
  }
}
