package dev.sebring.backends.oci.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.escape.Cell.Who;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.SandboxId;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Frames that root of a sandbox makes by hand, for it may open raw sockets: to the host past its
 * rules, as another sandbox, to another sandbox, and to the bridge's memory.
 */
class FrameEscapeIT {
  private static final String FRAMES = Cell.text("frames.py");
  private static Cell cell;
  private static Neighbourhood bridge;

  @BeforeAll
  static void lockUp() {
    cell = new Cell();
    bridge = Neighbourhood.of(cell);
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  private static String send(String python) {
    return cell.attempt(Who.ROOT, FRAMES + bridge.constants() + python);
  }

  /** Reserved addresses are those that a bridge takes for itself: 01:80:c2:00:00:00 to 0f. */
  @Test
  void aPacketInAFrameToAReservedAddressDoesNotReachTheHost() throws IOException {
    try (OpenPort onHost = new OpenPort()) {
      String python =
          """
          for target in ['01:80:c2:00:00:%%02x' %% n for n in range(16)] + [EVERYBODY, '%s']:
              for address in %s:
                  send(target, MY_MAC, IP, packet(ME, address, %d, b'through ' + target.encode()))
          print('sent')
          """
              .formatted(bridgeMac(), bridge.addressesOfHost(false), onHost.number());

      assertThat(send(python)).isEqualTo("sent");
      assertThat(onHost.firstArrival()).isEqualTo("control");
    }
  }

  @Test
  void aFrameInTheNeighboursNameDoesNotMoveTheNeighboursPlaceOnTheBridge() {
    cell.shell(cell.neighbour(), Who.USER, "getent hosts localhost; true");
    String before = bridge.whereIs(bridge.otherMac());

    assertThat(
            send(
                """
                for target in (EVERYBODY, '01:80:c2:00:00:0e', '01:80:c2:00:00:02'):
                    send(target, OTHER_MAC, IP, packet(ME, GATEWAY, 9, b'mine now'))
                    send(target, OTHER_MAC, 0x88cc, bytes(46))
                    send(target, OTHER_MAC, ARP, arp(1, MY_MAC, ME, EVERYBODY, GATEWAY))
                print('sent')
                """))
        .isEqualTo("sent");

    assertThat(before).contains(bridge.otherMac());
    assertThat(bridge.whereIs(bridge.otherMac())).isEqualTo(before);
  }

  @Test
  void inventedAddressesDoNotFillTheBridgesMemory() {
    assertThat(
            send(
                """
                for n in range(50):
                    for target in (EVERYBODY, '01:80:c2:00:00:0e', '01:80:c2:00:00:03'):
                        send(target, '02:66:00:00:00:%02x' % n, IP, packet(ME, GATEWAY, 9, b'new'))
                print('sent')
                """))
        .isEqualTo("sent");

    assertThat(bridge.whereIs("02:66:")).isEqualTo("[]");
    assertThat(bridge.whereIs(bridge.ownMac())).contains(bridge.ownMac());
  }

  @Test
  void aPacketFromASourceThatIsNotTheSandboxsEndsAtItsLink() throws Exception {
    try (Tap host =
        Tap.onHost("spoof-end", "spoof-other", "spoof-public", "spoof-vlan", "spoof-six")) {
      assertThat(
              send(
                  """
                  to = '%s'
                  send(to, MY_MAC, IP, packet(OTHER, GATEWAY, 53, b'spoof-other'))
                  send(to, MY_MAC, IP, packet('198.51.100.7', GATEWAY, 53, b'spoof-public'))
                  send(to, MY_MAC, VLAN, struct.pack('!HH', 1, IP) + packet(ME, GATEWAY, 53, b'spoof-vlan'))
                  send(to, MY_MAC, IP6, bytes(40) + b'spoof-six')
                  send(to, MY_MAC, IP, packet(ME, GATEWAY, 53, b'spoof-end'))
                  print('sent')
                  """
                      .formatted(bridgeMac())))
          .isEqualTo("sent");

      assertThat(host.heard())
          .contains("('sv', 'spoof-other')", "('sv', 'spoof-public')", "('sb', 'spoof-end')")
          .doesNotContain(
              "('sb', 'spoof-other')",
              "('sb', 'spoof-public')",
              "('sb', 'spoof-vlan')",
              "('sb', 'spoof-six')");
    }
  }

  @Test
  void aFalseClaimToAnAddressIsNotBelieved() {
    cell.shell(cell.neighbour(), Who.USER, "getent hosts nowhere.invalid; true");
    String known = HostCommand.of("look", "ip", "neigh", "show", bridge.other()).run();

    assertThat(
            send(
                """
                for operation in (1, 2):
                    for claimed in (OTHER, GATEWAY):
                        send(EVERYBODY, MY_MAC, ARP, arp(operation, MY_MAC, claimed, EVERYBODY, claimed))
                print('sent')
                """))
        .isEqualTo("sent");

    assertThat(known).contains(bridge.otherMac());
    assertThat(HostCommand.of("look again", "ip", "neigh", "show", bridge.other()).run())
        .contains(bridge.otherMac())
        .doesNotContain(bridge.ownMac());
  }

  @Test
  void noFrameOfAnyKindArrivesAtTheNeighbour() throws Exception {
    try (Tap neighbour = Tap.inside(cell, cell.neighbour(), "from-gateway", "attack")) {
      assertThat(
              send(
                  """
                  for target in (OTHER_MAC, EVERYBODY, '01:00:5e:00:00:01', '33:33:00:00:00:01'):
                      send(target, MY_MAC, IP, packet(ME, OTHER, 9, b'attack'))
                      send(target, MY_MAC, ARP, arp(1, MY_MAC, ME, EVERYBODY, OTHER, b'attack'))
                      send(target, MY_MAC, IP6, bytes(40) + b'attack')
                      send(target, MY_MAC, 0x88b5, b'attack' + bytes(46))
                  print('sent')
                  """))
          .isEqualTo("sent");
      beRefused(cell.neighbour(), "from-gateway");

      assertThat(neighbour.heard()).isEqualTo("[('et', 'from-gateway')]");
    }
  }

  /** Also when the bridge has forgotten what it may forget, and would ask all links. */
  @Test
  void whatTheNeighbourGetsIsNotHeard() throws Exception {
    beRefused(cell.neighbour(), "so that the host knows its address");
    try (Tap inmate = Tap.inside(cell, cell.inmate(), "for-me", "for-the-neighbour");
        Tap neighbour = Tap.inside(cell, cell.neighbour(), "for-the-neighbour")) {
      HostCommand.of("forget", "ip", "link", "set", bridge.bridge(), "type", "bridge", "fdb_flush")
          .run();
      Cell.onHost(
          "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b'for-the-neighbour', ('%s', 9))"
              .formatted(bridge.other()));
      beRefused(cell.inmate(), "for-me");

      assertThat(neighbour.heard()).isEqualTo("[('et', 'for-the-neighbour')]");
      assertThat(inmate.heard()).isEqualTo("[('et', 'for-me')]");
    }
  }

  /** A datagram that the host refuses comes back inside the refusal. */
  private static void beRefused(SandboxId sandbox, String cookie) {
    cell.attempt(
        sandbox,
        Who.USER,
        "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b'%s', ('%s', 9))"
            .formatted(cookie, bridge.gateway()));
  }

  private static String bridgeMac() {
    return HostCommand.of(
            "read the bridge's address", "cat", "/sys/class/net/" + bridge.bridge() + "/address")
        .run()
        .strip();
  }
}
