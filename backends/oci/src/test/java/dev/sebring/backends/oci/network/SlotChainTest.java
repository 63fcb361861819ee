package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlotChainTest {
  private static final SlotChain CHAIN = new SlotChain("t", 10);
  private static final DomainPattern DOMAIN = DomainPattern.parse("*.example.com");

  @Test
  void thePublicPolicyHasNoRulesOfItsOwn() {
    assertThat(rules(NetworkPolicy.PUBLIC)).isEmpty();
  }

  @Test
  void aBlockedSandboxIsRefusedEverything() {
    assertThat(rules(NetworkPolicy.BLOCKED)).containsExactly("goto refuse");
  }

  @Test
  void whatIsSpecialIsOpenedOnlyByANetworkWithinItAndTheHostByOneAddress() {
    assertThat(rules(networks("8.0.0.0/5", "10.1.0.0/16", "198.18.0.1/32", "192.168.1.1/32")))
        .containsExactly(
            "ct reply ip saddr { 198.18.0.1/32, 192.168.1.1/32 } accept",
            "fib daddr type local return",
            "ct reply ip saddr { 10.1.0.0/16, 192.168.1.1/32 } accept",
            "ct reply ip saddr @special goto refuse",
            "ct reply ip saddr { 8.0.0.0/5, 198.18.0.1/32 } accept",
            "goto refuse");
  }

  @Test
  void aDomainsConnectionsCarryItsMarkForAsLongAsItIsListed() {
    NetworkPolicy policy = NetworkPolicy.listed(List.of(), List.of(DOMAIN));
    assertThat(rules(policy))
        .containsExactly(
            "fib daddr type local return",
            "ct reply ip saddr @special goto refuse",
            "ct state new ct mark set ct reply ip saddr map @admitted_000a",
            "ct mark { " + SlotChain.mark(DOMAIN) + " } accept",
            "goto refuse");
    assertThat(SlotChain.mark(DOMAIN)).startsWith("0x5b").hasSize(10);
  }

  @Test
  void admittedAddressesAreInTheMapWithTheirTimes() {
    Admitted admitted =
        new Admitted(Ipv4Network.parse("198.18.0.1/32").address(), DOMAIN, Duration.ofMillis(1500));
    assertThat(CHAIN.admit(List.of(admitted)))
        .isEqualTo(
            "flush map inet t admitted_000a\n"
                + "add element inet t admitted_000a { 198.18.0.1 timeout 2s : "
                + SlotChain.mark(DOMAIN)
                + " }\n");
    assertThat(CHAIN.admit(List.of())).isEqualTo("flush map inet t admitted_000a\n");
  }

  private static NetworkPolicy networks(String... networks) {
    return NetworkPolicy.listed(Stream.of(networks).map(Ipv4Network::parse).toList(), List.of());
  }

  private static List<String> rules(NetworkPolicy policy) {
    String start = "add rule inet t slot_000a ";
    return CHAIN
        .replace(policy, List.of())
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }
}
