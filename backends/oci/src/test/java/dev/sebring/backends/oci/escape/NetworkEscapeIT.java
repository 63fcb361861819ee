package dev.sebring.backends.oci.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.escape.Cell.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to the host and to private networks through the kernel's own network functions. */
class NetworkEscapeIT {
  private static final String CONNECT =
      """
      def connects(address, port, family=socket.AF_INET):
          with socket.socket(family) as s:
              s.settimeout(5)
              return outcome(s.connect, (address, port))
      """;
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

  @ParameterizedTest
  @EnumSource(Who.class)
  void aPortOfTheHostRefusesAtEveryAddressOfTheHost(Who who) throws IOException {
    try (ServerSocket onHost = new ServerSocket(0, 9, InetAddress.getByName("0.0.0.0"))) {
      String python =
          CONNECT
              + "print(*{connects(a, %d) for a in %s})"
                  .formatted(onHost.getLocalPort(), bridge.addressesOfHost(false));
      String mapped =
          CONNECT
              + "print(*{connects('::ffff:' + a, %d, socket.AF_INET6) for a in %s})"
                  .formatted(onHost.getLocalPort(), bridge.addressesOfHost(false));

      assertThat(cell.attempt(who, python)).isEqualTo("EHOSTUNREACH");
      assertThat(cell.attempt(who, mapped)).isIn("EHOSTUNREACH", "ENETUNREACH");
      assertThat(Cell.onHost(python)).isEqualTo("None");
    }
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void theHostsLoopbackIsNotTheSandboxs(Who who) throws IOException {
    try (ServerSocket onHost = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String python =
          CONNECT
              + "print(*{connects(a, %d) for a in ('127.0.0.1', '127.1.2.3', '0.0.0.0')})"
                  .formatted(onHost.getLocalPort());

      assertThat(cell.attempt(who, python)).isEqualTo("ECONNREFUSED");
      try (Socket control = new Socket()) {
        control.connect(onHost.getLocalSocketAddress());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void noDatagramArrivesAtTheHostAlsoNotByBroadcast(Who who) throws IOException {
    try (OpenPort onHost = new OpenPort()) {
      String python =
          """
          s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
          s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
          for address in ADDRESSES + ['255.255.255.255', '224.0.0.1']:
              outcome(s.sendto, b'from inside', (address, PORT))
          """
              .replace("ADDRESSES", bridge.addressesOfHost(false))
              .replace("PORT", Integer.toString(onHost.number()));

      assertThat(cell.attempt(who, python)).isEmpty();
      assertThat(onHost.firstArrival()).isEqualTo("control");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.255.255.1", "172.16.0.1", "172.31.255.254", "192.168.0.1", "100.64.0.1",
        "169.254.169.254", "169.254.1.1", "0.1.2.3", "240.0.0.1", "255.255.255.255",
        "224.0.0.251",
      })
  void aPrivateOrLocalAddressIsRefused(String address) {
    String python =
        CONNECT
            + "print(connects('%s', 80), connects('%s', 53))".formatted(address, bridge.gateway());

    assertThat(cell.attempt(Who.USER, python).split(" "))
        .satisfiesExactly(
            refused -> assertThat(refused).isIn("EHOSTUNREACH", "ENETUNREACH", "EACCES", "EINVAL"),
            resolver -> assertThat(resolver).isEqualTo("None"));
    assertThat(cell.attempt(Who.ROOT, python)).endsWith(" None").doesNotStartWith("None");
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void thereIsNoIpv6(Who who) throws IOException {
    String python =
        CONNECT
            + "print(*{connects(a, 22, socket.AF_INET6) for a in %s + ['fd00:ec2::254', 'fe80::1', 'ff02::1']})\n"
                .formatted(bridge.addressesOfHost(true))
            + "print(outcome(lambda: open('/proc/net/if_inet6').read()))";

    assertThat(cell.attempt(who, python).strip().split("\n")[0].split(" "))
        .isSubsetOf("EADDRNOTAVAIL", "ENETUNREACH", "EINVAL", "EHOSTUNREACH", "EACCES");
    assertThat(cell.shell(cell.inmate(), who, "ip -6 addr")).isEmpty();
  }

  @Test
  void theSandboxsOwnNetworkIsNotItsToChange() {
    for (String change :
        List.of(
            "link set eth0 address 02:00:00:00:00:01",
            "addr add 10.0.0.1/8 dev eth0",
            "route replace default via 10.0.0.1",
            "link add new type veth",
            "neigh replace %s lladdr 02:00:00:00:00:01 dev eth0".formatted(bridge.gateway()),
            "rule add from all table 7",
            "link delete eth0")) {
      assertThat(cell.shell(cell.inmate(), Who.ROOT, "ip " + change))
          .as(change)
          .contains("Operation not permitted");
    }
    assertThat(
            cell.shell(
                cell.inmate(),
                Who.ROOT,
                "sh -c 'echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6'"))
        .contains("Read-only file system");
  }

  /** Audit, the connector that tells of every process, and uevents belong to the whole machine. */
  @ParameterizedTest
  @EnumSource(Who.class)
  void theKernelsOwnMessagesAreNeitherHeardNorSent(Who who) {
    String python =
        """
        AUDIT, CONNECTOR, UEVENT, NETFILTER = 9, 11, 15, 12
        def said(protocol, kind, content):
            with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) as s:
                s.settimeout(5)
                s.bind((0, 0))
                head = struct.pack('IHHII', 16 + len(content), kind, 5, 1, 0)
                s.sendto(head + content, (0, 0))
                return errno.errorcode.get(-struct.unpack_from('i', s.recv(4096), 16)[0], 'answered')
        listen = struct.pack('IIIIHHI', 1, 1, 1, 0, 4, 0, 1)
        print(outcome(said, AUDIT, 1000, b''), outcome(said, CONNECTOR, 3, listen),
              outcome(said, UEVENT, 16, b'add@/devices'), outcome(said, NETFILTER, 0xa00, bytes(4)))
        """;

    assertThat(cell.attempt(who, python).split(" "))
        .isSubsetOf("ECONNREFUSED", "EPERM", "TimeoutError")
        .contains("EPERM");
  }

  @Test
  void noLinkOfTheHostIsBoundTo() {
    String python =
        """
        def bound(name):
            with socket.socket() as s:
                return outcome(s.setsockopt, socket.SOL_SOCKET, socket.SO_BINDTODEVICE, name)
        print(bound(b'eth0'), bound(b'BRIDGE'))
        """
            .replace("BRIDGE", bridge.bridge());

    assertThat(cell.attempt(Who.ROOT, python)).isEqualTo("None ENODEV");
    assertThat(Cell.onHost(python)).endsWith("None");
  }
}
