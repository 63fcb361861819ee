package dev.sebring.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4NetworkTest {
  @Test
  void aNetworkIsReadAndWritten() {
    assertThat(Ipv4Network.parse("192.0.2.0/24")).hasToString("192.0.2.0/24");
    assertThat(Ipv4Network.parse("0.0.0.0/0")).hasToString("0.0.0.0/0");
    assertThat(Ipv4Network.parse("255.255.255.255/32")).hasToString("255.255.255.255/32");
  }

  @Test
  void bitsAfterThePrefixDoNotCount() {
    assertThat(Ipv4Network.parse("192.168.1.0/16")).isEqualTo(Ipv4Network.parse("192.168.0.0/16"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.1",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0/8",
        "256.0.0.0/8",
        "010.0.0.0/8",
        "10.0.0.0/08",
        "::/0",
        "10.0.0.0/8 ",
        "10.0.0.0/8\n",
        "٣.0.0.0/8",
        "example.com",
        "10.0.0.0/255.0.0.0"
      })
  void whatIsNoNetworkIsRefusedByItsText(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Network.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("192.0.2.7/32");
  }

  @Test
  void anAddressIsInItOrNot() throws Exception {
    Ipv4Network network = Ipv4Network.parse("192.0.2.128/25");
    assertThat(network.contains(address("192.0.2.128"))).isTrue();
    assertThat(network.contains(address("192.0.2.255"))).isTrue();
    assertThat(network.contains(address("192.0.2.127"))).isFalse();
    assertThat(Ipv4Network.parse("0.0.0.0/0").contains(address("255.0.0.1"))).isTrue();
  }

  @Test
  void networksContainAndOverlapEachOther() {
    Ipv4Network large = Ipv4Network.parse("10.0.0.0/8");
    Ipv4Network small = Ipv4Network.parse("10.1.0.0/16");
    assertThat(large.contains(small)).isTrue();
    assertThat(small.contains(large)).isFalse();
    assertThat(small.overlaps(large)).isTrue();
    assertThat(small.overlaps(Ipv4Network.parse("10.2.0.0/16"))).isFalse();
  }

  private static Inet4Address address(String text) throws Exception {
    return (Inet4Address) InetAddress.getByName(text);
  }
}
