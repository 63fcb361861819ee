package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.InstallationId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubnetTest {
  private static final InstallationId INSTALLATION = new InstallationId("00000005");

  @Test
  void anInstallationGetsTheSameAddressesEachTime() {
    assertThat(Subnet.choose(INSTALLATION, List.of())).hasToString("10.0.20.0/22");
  }

  @Test
  void addressesThatTheHostRoutesElsewhereAreLeftAlone() {
    Subnet chosen = Subnet.choose(INSTALLATION, List.of("10.0.0.0/16", "10.1.0.7", "192.0.2.0/24"));
    assertThat(chosen).hasToString("10.1.4.0/22");
  }

  @Test
  void aHostThatRoutesThemAllSaysSo() {
    assertThatThrownBy(() -> Subnet.choose(INSTALLATION, List.of("10.0.0.0/8")))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("10.0.0.0/8");
  }

  @Test
  void everySlotHasAnAddressOfItsOwn() {
    Subnet subnet = Subnet.parse("10.0.20.0/22\n");
    assertThat(subnet.bridge().getHostAddress()).isEqualTo("10.0.20.1");
    assertThat(subnet.ofSlot(1).getHostAddress()).isEqualTo("10.0.20.2");
    assertThat(subnet.ofSlot(1000).getHostAddress()).isEqualTo("10.0.23.233");
    assertThatThrownBy(() -> subnet.ofSlot(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> subnet.ofSlot(1001)).isInstanceOf(IllegalArgumentException.class);
  }
}
