package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.network.AdmittedAddresses.Change;
import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmittedAddressesTest {
  private static final DomainPattern A = DomainPattern.parse("a.test");
  private static final DomainPattern B = DomainPattern.parse("b.test");
  private static final List<DomainPattern> BOTH = List.of(A, B);
  private static final Inet4Address ADDRESS = address("192.0.2.1");
  private static final Duration GRACE = Duration.ofSeconds(60);

  private Instant now = Instant.EPOCH;
  private final AdmittedAddresses admitted = new AdmittedAddresses(() -> now, GRACE);

  @Test
  void anAddressIsAdmittedForItsTimeToLiveAndAGrace() {
    assertThat(add(A, 300)).isEqualTo(Change.ADDED);
    assertThat(admitted.of(BOTH))
        .containsExactly(new Admitted(ADDRESS, A, Duration.ofSeconds(360)));
    now = now.plusSeconds(359);
    assertThat(admitted.of(BOTH)).hasSize(1);
    now = now.plusSeconds(1);
    assertThat(admitted.of(BOTH)).isEmpty();
  }

  @Test
  void anAnswerThatIsAskedForAgainSoonChangesNothing() {
    add(A, 300);
    now = now.plusSeconds(10);
    assertThat(add(A, 290)).isEqualTo(Change.NONE);
    assertThat(add(A, 300)).isEqualTo(Change.NONE);
    now = now.plusSeconds(30);
    assertThat(add(A, 300)).isEqualTo(Change.ADDED);
  }

  @Test
  void aShorterAnswerTakesNothingAway() {
    add(A, 300);
    add(B, 1);
    assertThat(admitted.of(BOTH))
        .containsExactly(new Admitted(ADDRESS, A, Duration.ofSeconds(360)));
    assertThat(admitted.of(List.of(B)))
        .containsExactly(new Admitted(ADDRESS, B, Duration.ofSeconds(61)));
  }

  @Test
  void aDomainThatIsListedNoLongerTakesItsAddressesWithIt() {
    add(A, 300);
    admitted.retain(List.of(B));
    assertThat(admitted.of(BOTH)).isEmpty();
  }

  @Test
  void aTimeToLiveOfYearsIsADay() {
    add(A, Integer.MAX_VALUE);
    assertThat(admitted.of(BOTH))
        .containsExactly(new Admitted(ADDRESS, A, Duration.ofDays(1).plus(GRACE)));
  }

  @Test
  void aDomainWithEndlesslyManyAddressesStopsAtTheLimitUntilTheirTimeIsOver() {
    for (int i = 0; i < 16; i++) {
      assertThat(admitted.add(A, addresses(i, 64), Duration.ofSeconds(10))).isEqualTo(Change.ADDED);
    }
    assertThat(admitted.add(A, addresses(16, 1), Duration.ofSeconds(10))).isEqualTo(Change.FULL);
    assertThat(admitted.of(BOTH)).hasSize(SlotChain.MOST_ADDRESSES);
    now = now.plusSeconds(70);
    assertThat(admitted.add(A, addresses(16, 1), Duration.ofSeconds(10))).isEqualTo(Change.ADDED);
    assertThat(admitted.of(BOTH)).hasSize(1);
  }

  @Test
  void theKernelIsToldWholeSecondsAndNeverNone() {
    assertThat(new Admitted(ADDRESS, A, Duration.ofMillis(1)).element())
        .startsWith("192.0.2.1 timeout 1s : 0x5b");
  }

  private Change add(DomainPattern domain, long seconds) {
    return admitted.add(domain, List.of(ADDRESS), Duration.ofSeconds(seconds));
  }

  private static List<Inet4Address> addresses(int block, int count) {
    return IntStream.range(0, count).mapToObj(i -> address("198.18." + block + "." + i)).toList();
  }

  private static Inet4Address address(String text) {
    return Ipv4Network.parse(text + "/32").address();
  }
}
