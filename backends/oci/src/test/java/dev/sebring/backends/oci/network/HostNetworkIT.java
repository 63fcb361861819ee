package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.InstallationId;
import dev.sebring.sandbox.NetworkPolicy;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the host's real bridge and rules, from inside plain network namespaces. Needs root. */
class HostNetworkIT {
  private final InstallationId installation = InstallationId.random();
  private final List<Integer> slots = List.of(1, 2);
  @TempDir private Path stateDirectory;
  private HostNetwork network;

  @BeforeEach
  void twoNamespacesOnTheNetwork() {
    network = HostNetwork.open(installation, stateDirectory);
    for (int slot : slots) {
      Namespace sandbox = new Namespace(namespace(slot));
      sandbox.join(network.attach(slot, NetworkPolicy.PUBLIC));
    }
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    for (int slot : slots) {
      HostCommand.of("remove a namespace", "ip", "netns", "delete", namespace(slot)).outcome();
      network.detach(slot);
    }
    network.close();
    HostNetwork.removeAll(installation);
    assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
        .noneMatch(name -> name.contains(installation.value()));
    assertThat(HostCommand.of("list the tables", "nft", "list", "tables").run())
        .doesNotContain(installation.value());
  }

  @Test
  void namesResolveThroughTheBridgeOverUdpAndTcp() {
    assertThat(inside(1, lookup(""))).isEqualTo("answer\n");
    assertThat(inside(1, LOOKUP_TCP.formatted(network.resolver().getHostAddress())))
        .isEqualTo("answer\n");
  }

  @Test
  void theOutsideIsReachedAndTheHostIsNot() throws Exception {
    assertThat(inside(1, connect(outside(), 80))).isEqualTo("connected\n");
    try (ServerSocket onHost = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      for (String address : hostAddresses()) {
        assertThat(inside(1, connect(address, onHost.getLocalPort())))
            .as(address)
            .isEqualTo(REFUSED);
      }
    }
  }

  @Test
  void privateLinkLocalAndMetadataAddressesAreRefused() {
    for (String address :
        List.of("10.255.255.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "169.254.169.254")) {
      assertThat(inside(1, connect(address, 53))).as(address).isEqualTo(REFUSED);
    }
  }

  @Test
  void aSandboxDoesNotReachAnother() {
    String neighbour = network.address(2).getHostAddress();
    assertThat(inside(1, connect(neighbour, 80)))
        .isNotEqualTo("connected\n")
        .isNotEqualTo("ConnectionRefusedError\n");
    assertThat(
            HostCommand.of(
                    "list the neighbours",
                    "ip",
                    "netns",
                    "exec",
                    namespace(1),
                    "ip",
                    "neigh",
                    "show",
                    neighbour)
                .run())
        .doesNotContain("lladdr");
  }

  @Test
  void theBridgeHasAHardwareAddressThatDoesNotFollowItsPorts() throws IOException {
    Path bridge = Path.of("/sys/class/net", new Names(installation).bridge());

    assertThat(Files.readString(bridge.resolve("addr_assign_type"))).isEqualTo("3\n");
    assertThat(Files.readString(bridge.resolve("address"))).startsWith("02:5b:");
  }

  @Test
  void aSpoofedSourceGoesNowhere() {
    String spoofed = network.address(3).getHostAddress();
    HostCommand.of(
            "take a second address",
            "ip",
            "netns",
            "exec",
            namespace(1),
            "ip",
            "addr",
            "add",
            spoofed + "/22",
            "dev",
            "eth0")
        .run();
    assertThat(inside(1, lookup(network.address(1).getHostAddress()))).isEqualTo("answer\n");
    assertThat(inside(1, lookup(spoofed))).isEqualTo("TimeoutError\n");
  }

  @Test
  void blockingTakesEffectAtOnceAndLiftingToo() {
    network.setPolicy(1, NetworkPolicy.BLOCKED);
    assertThat(inside(1, lookup(""))).isEqualTo("TimeoutError\n");
    assertThat(inside(1, connect(outside(), 80))).isEqualTo(REFUSED);
    assertThat(inside(2, lookup(""))).isEqualTo("answer\n");
    network.setPolicy(1, NetworkPolicy.PUBLIC);
    assertThat(inside(1, lookup(""))).isEqualTo("answer\n");
  }

  @Test
  void aSecondStartFindsTheNetworkOfTheFirst() {
    String subnet = network.resolver().getHostAddress();
    network.close();
    assertThat(inside(1, connect(outside(), 80))).isEqualTo("connected\n");
    network = HostNetwork.open(installation, stateDirectory);
    assertThat(network.resolver().getHostAddress()).isEqualTo(subnet);
    network.resume(Map.of(1, NetworkPolicy.PUBLIC, 2, NetworkPolicy.BLOCKED));
    assertThat(inside(1, lookup(""))).isEqualTo("answer\n");
    assertThat(inside(1, connect(outside(), 80))).isEqualTo("connected\n");
    assertThat(inside(2, connect(outside(), 80))).isEqualTo(REFUSED);
  }

  @Test
  void aLinkOfNoKnownSandboxIsALeftover() {
    assertThat(HostNetwork.leftovers(installation, Set.of(1, 2))).isEmpty();
    assertThat(HostNetwork.leftovers(installation, Set.of(1)))
        .singleElement()
        .satisfies(leftover -> assertThat(leftover.name()).endsWith("0002"));
  }

  private String namespace(int slot) {
    return "sebring-test-" + installation + "-" + slot;
  }

  /** Runs Python in a slot's namespace and answers what it printed. */
  private String inside(int slot, String python) {
    return HostCommand.of(
            "run Python in a namespace",
            "ip",
            "netns",
            "exec",
            namespace(slot),
            "python3",
            "-c",
            python)
        .run();
  }

  private static String connect(String address, int port) {
    return CONNECT.formatted(address, port);
  }

  private String lookup(String source) {
    return LOOKUP.formatted(source, network.resolver().getHostAddress());
  }

  /**
   * An address on the other side of the default route that answers on port 80: the package
   * mirror's.
   */
  private static String outside() {
    try {
      return InetAddress.getByName(PackageMirror.host()).getHostAddress();
    } catch (IOException e) {
      throw new AssertionError("this test needs a package mirror on the network", e);
    }
  }

  private List<String> hostAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .toList();
  }

  /** What Python makes of "administratively prohibited": at once, not after a timeout. */
  private static final String REFUSED = "OSError\n";

  private static final String CONNECT =
      """
      import socket
      try:
          socket.create_connection(("%s", %d), timeout=1).close(); print("connected")
      except OSError as e:
          print(type(e).__name__)
      """;

  private static final String QUERY =
      """
      import socket
      labels = b"".join(bytes([len(x)]) + x.encode() for x in "HOST".split("."))
      query = b"\\x12\\x34\\1\\0\\0\\1" + bytes(6) + labels + b"\\0\\0\\1\\0\\1"
      """
          .replace("HOST", PackageMirror.host());

  private static final String LOOKUP =
      QUERY
          + """
          s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
          s.bind(("%s", 0))
          s.settimeout(2)
          try:
              s.sendto(query, ("%s", 53))
              print("answer" if s.recv(4096)[:2] == query[:2] else "nonsense")
          except OSError as e:
              print(type(e).__name__)
          """;

  private static final String LOOKUP_TCP =
      QUERY
          + """
          s = socket.create_connection(("%s", 53), timeout=4)
          s.sendall(len(query).to_bytes(2, "big") + query)
          print("answer" if s.recv(4096)[2:4] == query[:2] else "nonsense")
          """;
}
